// Light or dark, Chinese or English: kept in the browser, applied to <html>, handed to antd.
import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { App, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import zhCN from 'antd/locale/zh_CN';
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage, type Language } from '@/i18n';
import { nonce } from './nonce';
import { dark, light } from './theme';

type Appearance = { isDark: boolean; toggleDark: () => void; language: Language; setLanguage: (language: Language) => void };
const Context = createContext<Appearance | null>(null);

const key = 'gongdun.theme';
function initial(): boolean {
  const kept = window.localStorage.getItem(key);
  if (kept) return kept === 'dark';
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [chosenDark, setDark] = useState(initial);
  const [printing, setPrinting] = useState(false);
  const isDark = chosenDark && !printing; // paper is white
  const { language, setLanguage } = useLanguage();
  const [english, setEnglish] = useState<Locale>();

  useLayoutEffect(() => document.documentElement.setAttribute('data-theme', isDark ? 'dark' : 'light'), [isDark]);
  useEffect(() => window.localStorage.setItem(key, chosenDark ? 'dark' : 'light'), [chosenDark]);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    if (language === 'en') void import('antd/locale/en_US').then((module) => setEnglish(module.default));
  }, [language]);

  const value = useMemo(() => ({ isDark, toggleDark: () => setDark((now) => !now), language, setLanguage }), [isDark, language, setLanguage]);
  const locale = language === 'en' && english ? english : zhCN;
  return (
    <Context.Provider value={value}>
      <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
        <ConfigProvider csp={{ nonce }} locale={locale} theme={isDark ? dark : light} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
          <App component={false}>{children}</App>
        </ConfigProvider>
      </StyleProvider>
    </Context.Provider>
  );
}

export function useAppearance(): Appearance {
  const value = useContext(Context);
  if (!value) throw new Error('no AppearanceProvider');
  return value;
}
