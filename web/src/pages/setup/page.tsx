// What a one-time link opens: the first person of a new node, an invited person, or a new password. The token is in the fragment, so that
// it reaches no log; it is taken out of the address as soon as it is read.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, setCsrf, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { Logo } from '@/app/logo';
import { LookButtons } from '@/app/topbar';
import { Links } from './links';

type Fields = { login: string; name: string; organisation?: string; password: string; again: string };

export default function SetupPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '');
  const [links, setLinks] = useState<Schemas['InvitationLink'][] | null>(null);
  const setup = useGet('/setup');
  useEffect(() => window.history.replaceState(window.history.state, '', window.location.pathname), []);

  const enter = () => void navigate('/', { replace: true });
  const first = setup.data?.needed ?? false;
  const use = useAct(
    ({ login, name, password, organisation }: Fields) => unwrap(api.POST('/setup', { body: { token, login, name, password, ...(first && organisation ? { organisation } : {}) } })),
    [],
    ({ session, invitations }) => {
      client.clear();
      client.setQueryData(['/session', {}], session);
      setCsrf(session.csrf);
      if (invitations.length) setLinks(invitations);
      else enter();
    },
  );
  const same = (again: string | undefined, password: string | undefined) => (again === password ? Promise.resolve() : Promise.reject(new Error(t('setup.different'))));
  return (
    <main className="plain">
      <div className="plain-tools"><LookButtons /></div>
      <div className={links ? 'card card-wide' : 'card'}>
        <div className="card-head">
          <Logo />
          <div>
            <h1>{first || links ? t('setup.title') : t('setup.titleInvited')}</h1>
            <div className="secondary">{t('common.product')}</div>
          </div>
        </div>
        {links && <Links links={links} enter={enter} />}
        {!links && !token && (
          <>
            <Alert type="warning" showIcon title={t('setup.noToken')} style={{ marginBottom: 16 }} />
            <Button block onClick={() => void navigate('/login')}>{t('setup.toLogin')}</Button>
          </>
        )}
        {!links && token && (
          <>
            {use.error && <Alert type="error" showIcon title={text(use.error)} style={{ marginBottom: 16 }} />}
            <p className="form-note">{first ? t('setup.textFirst') : t('setup.textInvited')}</p>
            <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => use.mutate(fields)}>
              {first && (
                <Form.Item name="organisation" label={t('setup.organisation')} rules={[{ required: true, message: t('forms.required') }]}>
                  <Input maxLength={200} />
                </Form.Item>
              )}
              <Form.Item name="name" label={t('setup.name')} rules={[{ required: true, message: t('forms.required') }]}>
                <Input autoComplete="name" maxLength={100} />
              </Form.Item>
              <Form.Item name="login" label={t('login.login')} rules={[{ required: true, min: 3, message: t('setup.loginRule') }]}>
                <Input autoComplete="username" maxLength={64} />
              </Form.Item>
              <Form.Item name="password" label={t('login.password')} extra={t('setup.passwordHint')} rules={[{ required: true, message: t('forms.required') }]}>
                <Input.Password autoComplete="new-password" maxLength={1024} />
              </Form.Item>
              <Form.Item name="again" label={t('setup.again')} dependencies={['password']} rules={[({ getFieldValue }) => ({ validator: (_rule, value: string) => same(value, getFieldValue('password') as string) })]}>
                <Input.Password autoComplete="new-password" maxLength={1024} />
              </Form.Item>
              <Button type="primary" htmlType="submit" block loading={use.isPending}>{t('setup.submit')}</Button>
            </Form>
          </>
        )}
      </div>
    </main>
  );
}
