// My own account: password, second factor, API tokens.
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { useSession } from '@/app/session';
import { useNotices } from '@/house/confirm';
import { formatTime } from '@/house/format';
import { KeyValues, PageFrame, Panel } from '@/house/page';
import { Identities } from './identities';
import { Reminders } from './reminders';
import { Tokens } from './tokens';
import { SecondFactor } from './totp';

type Fields = { current: string; next: string; again: string };

function Password() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const [form] = Form.useForm<Fields>();
  const change = useAct(({ current, next }: Fields) => unwrap(api.PUT('/session/password', { body: { current, new: next } })), ['/session'], () => {
    done(t('account.passwordChanged'));
    form.resetFields();
  });
  const required = { required: true, message: t('forms.required') };
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)} style={{ maxWidth: 360 }}>
      {change.error && <Alert type="error" showIcon title={text(change.error)} style={{ marginBottom: 12 }} />}
      <Form.Item name="current" label={t('account.current')} rules={[required]}><Input.Password autoComplete="current-password" maxLength={1024} /></Form.Item>
      <Form.Item name="next" label={t('account.next')} extra={t('setup.passwordHint')} rules={[required]}><Input.Password autoComplete="new-password" maxLength={1024} /></Form.Item>
      <Form.Item name="again" label={t('setup.again')} dependencies={['next']} rules={[({ getFieldValue }) => ({ validator: (_rule, value: string) => (value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('setup.different')))) })]}>
        <Input.Password autoComplete="new-password" maxLength={1024} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>{t('account.change')}</Button>
    </Form>
  );
}

export default function AccountPage() {
  const { t } = useTranslation();
  const { person, expires } = useSession();
  const roles = person.roles.map((role) => t(`roles.${role}`)).join(' · ') || t('people.noRole');
  return (
    <PageFrame title={t('account.title')}>
      <Panel>
        <KeyValues pairs={[[t('setup.name'), person.name], [t('login.login'), <span className="mono">{person.login}</span>], [t('people.roles'), roles], [t('account.expires'), formatTime(expires)]]} />
      </Panel>
      <div className="columns columns-2">
        <Panel title={t('account.password')}><Password /></Panel>
        <Panel title={t('account.totp')}><SecondFactor on={person.totp} /></Panel>
      </div>
      <Panel title={t('reminders.title')}><Reminders /></Panel>
      <Panel title={t('account.identities')}><Identities /></Panel>
      <Panel title={t('account.tokens')}><Tokens /></Panel>
    </PageFrame>
  );
}
