// antd's tokens for both appearances; the same colours as styles/tokens.css.
import { theme, type ThemeConfig } from 'antd';

const font =
  '"PingFang SC", "HarmonyOS Sans SC", MiSans, "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';
const mono = 'Consolas, "DejaVu Sans Mono", "Liberation Mono", Menlo, "Noto Sans Mono CJK SC", monospace';

const shared = {
  borderRadius: 4,
  borderRadiusLG: 6,
  controlHeight: 32,
  fontFamily: font,
  fontFamilyCode: mono,
  fontSize: 14,
  motion: false, // nothing moves while somebody aims at it, and weak machines have less to do
  boxShadowSecondary: '0 4px 16px rgba(10, 17, 30, 0.16)',
};

const components: ThemeConfig['components'] = {
  Table: { cellPaddingBlock: 8, cellPaddingInline: 12, headerBorderRadius: 0, headerSplitColor: 'transparent' },
  Tabs: { horizontalItemPadding: '10px 0', horizontalItemGutter: 28, horizontalMargin: '0' },
  Form: { itemMarginBottom: 16 },
};

export const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  components: { ...components, Table: { ...components.Table, headerBg: '#F0F3F8', headerColor: '#1A2233', rowHoverBg: '#F6F8FB', rowSelectedBg: '#E8EFFC', rowSelectedHoverBg: '#E0E9FA' } },
  token: {
    ...shared,
    colorPrimary: '#1554C7',
    colorInfo: '#1554C7',
    colorLink: '#1554C7',
    colorSuccess: '#1B7F4B',
    colorWarning: '#B45309',
    colorError: '#C4161C',
    colorSuccessBg: '#E9F6EE',
    colorSuccessBorder: '#B5DDC4',
    colorWarningBg: '#FFF4E0',
    colorWarningBorder: '#F0CF94',
    colorErrorBg: '#FDECEC',
    colorErrorBorder: '#F3B6B8',
    colorText: '#1A2233',
    colorTextSecondary: '#4A5568',
    colorTextTertiary: '#5B6678',
    colorTextQuaternary: '#6B7587',
    colorTextPlaceholder: '#6B7587',
    colorTextDescription: '#5B6678',
    colorTextDisabled: '#6B7587',
    colorBgLayout: '#F3F5F9',
    colorBorder: '#CBD3DF',
    colorBorderSecondary: '#E3E8F0',
  },
};

export const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  components: { ...components, Button: { colorError: '#C4383F', colorErrorHover: '#D1464D', colorErrorActive: '#A92E34' }, Tabs: { ...components.Tabs, itemSelectedColor: '#7FB0FF', itemHoverColor: '#A8CAFF', itemActiveColor: '#7FB0FF', inkBarColor: '#7FB0FF' }, Table: { ...components.Table, headerBg: '#17233A', headerColor: '#E6ECF7', rowHoverBg: '#17233A', rowSelectedBg: '#1B2D50', rowSelectedHoverBg: '#20355E' } },
  token: {
    ...shared,
    colorPrimary: '#2F6FE4',
    colorInfo: '#2F6FE4',
    colorLink: '#7FB0FF',
    colorLinkHover: '#A8CAFF',
    colorSuccess: '#3FB984',
    colorWarning: '#E0A033',
    colorError: '#F0646A',
    colorErrorText: '#F58489',
    colorPrimaryText: '#7FB0FF',
    colorSuccessBg: '#112C20',
    colorSuccessBorder: '#24573F',
    colorWarningBg: '#33270F',
    colorWarningBorder: '#6B501B',
    colorErrorBg: '#3A171B',
    colorErrorBorder: '#7A2D33',
    colorInfoBg: '#14264A',
    colorInfoBorder: '#2A4A86',
    colorText: '#E6ECF7',
    colorTextSecondary: '#B4C0D6',
    colorTextTertiary: '#93A1BC',
    colorTextQuaternary: '#8A98B3',
    colorTextPlaceholder: '#8A98B3',
    colorTextDescription: '#93A1BC',
    colorTextDisabled: '#8A98B3',
    colorTextLightSolid: '#FFFFFF',
    colorBgLayout: '#0A111E',
    colorBgContainer: '#121C2F',
    colorBgElevated: '#16223A',
    colorBorder: '#33415F',
    colorBorderSecondary: '#24304A',
  },
};
