// The mail server of the node.
import { Alert, Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useNotices } from '@/house/confirm';
import { TriedAlert } from './tried';

type Mail = Schemas['MailServer'];
type Fields = Schemas['MailServerSettings'];

export function MailForm({ mail }: { mail: Mail }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const [to, setTo] = useState('');
  const save = useAct(
    ({ password, ...body }: Fields) => unwrap(api.PUT('/notifications/mail', { body: { ...body, host: body.host.trim(), sender: body.sender.trim(), ...(password ? { password } : {}) } })),
    ['/notifications/mail', '/session/reminders'],
    () => done(t('notifications.saved')),
  );
  const test = useAct(() => unwrap(api.POST('/notifications/mail/test', { body: { to: to.trim() } })), []);
  const problem = save.error ?? test.error;
  const { password_set, ...known } = mail;
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={{ ...known, port: mail.port || 587 }} onFinish={(fields) => save.mutate(fields)} style={{ maxWidth: 460 }}>
      {problem && <Alert type="error" showIcon title={text(problem)} style={{ marginBottom: 12 }} />}
      {test.data && <TriedAlert tried={test.data} good={t('reminders.testSent')} />}
      <Form.Item name="on" label={t('notifications.mailOn')} valuePropName="checked"><Switch /></Form.Item>
      <Form.Item name="host" label={t('notifications.host')}><Input maxLength={253} /></Form.Item>
      <Form.Item name="port" label={t('notifications.port')}><InputNumber min={1} max={65535} style={{ width: 160 }} /></Form.Item>
      <Form.Item name="safety" label={t('notifications.safety')}><Select options={(['starttls', 'tls', 'plain'] as const).map((one) => ({ value: one, label: t(`notifications.safeties.${one}`) }))} /></Form.Item>
      <Form.Item name="login" label={t('notifications.login')}><Input autoComplete="off" maxLength={200} /></Form.Item>
      <Form.Item name="password" label={t('notifications.password')} extra={password_set ? t('notifications.passwordSet') : undefined}><Input.Password autoComplete="new-password" maxLength={500} /></Form.Item>
      <Form.Item name="sender" label={t('notifications.sender')}><Input maxLength={254} /></Form.Item>
      <Form.Item name="sender_name" label={t('notifications.senderName')}><Input maxLength={100} /></Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>{t('common.save')}</Button>
      {mail.host && (
        <Form.Item label={t('notifications.testTo')} htmlFor="mail-test-to" style={{ marginTop: 20 }}>
          <Input id="mail-test-to" type="email" value={to} maxLength={254} onChange={(event) => setTo(event.target.value)} style={{ maxWidth: 280 }} />{' '}
          <Button disabled={!to.trim()} loading={test.isPending} onClick={() => test.mutate(undefined)}>{t('reminders.test')}</Button>
        </Form.Item>
      )}
    </Form>
  );
}
