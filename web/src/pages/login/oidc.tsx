// Log-in by a provider: a button for each, the words for what went wrong on the way, and the second factor after a provider vouched for the person.
import { IdcardOutlined } from '@ant-design/icons';
import { Alert, Button, Divider, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, linkTo, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Session } from '@/api/types';

export function OidcAlert({ code }: { code: string }) {
  const { t, i18n } = useTranslation();
  const words = i18n.exists(`oidc.codes.${code}`) ? t(`oidc.codes.${code}`) : t('oidc.failed', { code });
  return <Alert type="error" showIcon title={words} style={{ marginBottom: 16 }} />;
}

export function ProviderButtons({ next }: { next: string }) {
  const { t } = useTranslation();
  const providers = useGet('/oidc/providers');
  if (!providers.data?.items.length) return null;
  return (
    <>
      <Divider plain>{t('oidc.or')}</Divider>
      {providers.data.items.map((one) => (
        <Button key={one.id} block icon={<IdcardOutlined />} href={linkTo('/oidc/start', { provider: one.id, next })} style={{ marginBottom: 8 }}>{t('oidc.with', { name: one.name })}</Button>
      ))}
    </>
  );
}

export function OidcSecondFactor({ done, again }: { done: (session: Session) => void; again: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const confirm = useAct((body: { totp: string }) => unwrap(api.POST('/oidc/second-factor', { body })), [], done);
  return (
    <Form<{ totp: string }> layout="vertical" requiredMark={false} onFinish={(body) => confirm.mutate(body)}>
      {confirm.error && <Alert type="error" showIcon title={text(confirm.error)} style={{ marginBottom: 16 }} />}
      <Form.Item name="totp" label={t('login.code')} extra={t('login.codeHint')} rules={[{ required: true, pattern: /^\d{6}$/, message: t('login.codeRule') }]}>
        <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={confirm.isPending}>{t('login.submit')}</Button>
      <Button type="link" block onClick={again}>{t('login.other')}</Button>
    </Form>
  );
}
