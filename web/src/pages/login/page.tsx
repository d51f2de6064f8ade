// Log-in: name and password, then the code of the second factor where one is set up.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { Logo } from '@/app/logo';
import { LookButtons } from '@/app/topbar';
import { safeReturn } from '@/house/url';
import type { Session } from '@/api/types';
import { OidcAlert, OidcSecondFactor, ProviderButtons } from './oidc';

type Fields = { login: string; password: string; totp?: string };

export default function LoginPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [second, setSecond] = useState(false);
  const setup = useGet('/setup');
  const next = safeReturn(search.get('next'));
  const code = search.get('oidc');
  const signedIn = (session: Session) => {
    client.clear();
    client.setQueryData(['/session', {}], session);
    void navigate(next, { replace: true });
  };
  const again = () => void navigate(`/login?next=${encodeURIComponent(next)}`, { replace: true });
  const logIn = useAct(
    (fields: Fields) => unwrap(api.POST('/session', { body: second ? fields : { login: fields.login, password: fields.password } })),
    [],
    signedIn,
  );
  const submit = (fields: Fields) => logIn.mutate(fields, { onError: (problem) => problem.code === 'second_factor_needed' && setSecond(true) });
  const problem = logIn.error && logIn.error.code !== 'second_factor_needed' ? logIn.error : null;
  return (
    <main className="plain">
      <div className="plain-tools"><LookButtons /></div>
      <div className="card">
        <div className="card-head">
          <Logo />
          <div>
            <h1>{t('common.product')}</h1>
            <div className="secondary">{setup.data?.name}</div>
          </div>
        </div>
        {setup.data?.needed && <Alert type="info" showIcon title={t('login.setupNeeded')} style={{ marginBottom: 16 }} />}
        {problem && <Alert type="error" showIcon title={text(problem)} style={{ marginBottom: 16 }} />}
        {code && code !== 'second_factor' && !problem && <OidcAlert code={code} />}
        {code === 'second_factor' ? <OidcSecondFactor done={signedIn} again={again} /> : (<>
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item name="login" label={t('login.login')} rules={[{ required: true, message: t('forms.required') }]}>
            <Input autoFocus autoComplete="username" maxLength={64} readOnly={second} />
          </Form.Item>
          <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('forms.required') }]}>
            <Input.Password autoComplete="current-password" maxLength={1024} readOnly={second} />
          </Form.Item>
          {second && (
            <Form.Item name="totp" label={t('login.code')} extra={t('login.codeHint')} rules={[{ required: true, pattern: /^\d{6}$/, message: t('login.codeRule') }]}>
              <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={logIn.isPending}>{t('login.submit')}</Button>
          {second && <Button type="link" block onClick={() => { setSecond(false); logIn.reset(); }}>{t('login.other')}</Button>}
        </Form>
        <ProviderButtons next={next} />
        </>)}
      </div>
    </main>
  );
}
