// Setting up and removing the second factor. The secret is drawn here, in the browser, and goes nowhere else.
import { Alert, Button, Form, Input, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { useNotices } from '@/house/confirm';
import { Copyable } from '@/house/copy';

export function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const begin = useAct(() => unwrap(api.POST('/session/totp')), []);
  const confirm = useAct((body: { code: string }) => unwrap(api.PUT('/session/totp', { body })), ['/session'], () => {
    begin.reset();
    done(t('account.totpOn'));
  });
  const remove = useAct((body: { password: string }) => unwrap(api.DELETE('/session/totp', { body })), ['/session'], () => done(t('account.totpOff')));
  const problem = begin.error ?? confirm.error ?? remove.error;
  const alert = problem && <Alert type="error" showIcon title={text(problem)} style={{ marginBottom: 12 }} />;
  if (on) {
    return (
      <>
        {alert}
        <p className="form-note">{t('account.totpIsOn')}</p>
        <Form layout="vertical" onFinish={(fields: { password: string }) => remove.mutate(fields)} style={{ maxWidth: 360 }}>
          <Form.Item name="password" label={t('account.current')} rules={[{ required: true, message: t('forms.required') }]}><Input.Password autoComplete="current-password" maxLength={1024} /></Form.Item>
          <Button danger htmlType="submit" loading={remove.isPending}>{t('account.totpRemove')}</Button>
        </Form>
      </>
    );
  }
  if (!begin.data) {
    return (
      <>
        {alert}
        <p className="form-note">{t('account.totpText')}</p>
        <Button loading={begin.isPending} onClick={() => begin.mutate(undefined)}>{t('account.totpBegin')}</Button>
      </>
    );
  }
  return (
    <>
      {alert}
      <p className="form-note">{t('account.totpScan')}</p>
      <QRCode value={begin.data.uri} type="svg" size={168} color="#000" bgColor="#fff" />
      <p style={{ margin: '8px 0' }}><Copyable text={begin.data.secret} label={t('account.totpSecret')} /></p>
      <Form layout="inline" onFinish={(fields: { code: string }) => confirm.mutate(fields)}>
        <Form.Item name="code" label={t('login.code')} rules={[{ required: true, pattern: /^\d{6}$/, message: t('login.codeRule') }]}><Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 120 }} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>{t('account.totpConfirm')}</Button>
      </Form>
    </>
  );
}
