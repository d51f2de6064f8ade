// API tokens with some of the own permissions and an end. The text of a new one is shown once.
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Permission, Schemas } from '@/api/types';
import { useSession } from '@/app/session';
import { useConfirm, useNotices } from '@/house/confirm';
import { Copyable } from '@/house/copy';
import { formatTime } from '@/house/format';
import { Empty, Loaded } from '@/house/states';

type Fields = { name: string; permissions: Permission[]; days: number };

export function Tokens() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { permissions } = useSession();
  const [form] = Form.useForm<Fields>();
  const tokens = useGet('/session/tokens');
  const make = useAct((body: Fields) => unwrap(api.POST('/session/tokens', { body })), ['/session/tokens'], () => form.resetFields());
  const required = [{ required: true, message: t('forms.required') }];
  return (
    <>
      {make.error && <Alert type="error" showIcon title={text(make.error)} style={{ marginBottom: 12 }} />}
      {make.data && <Alert type="warning" showIcon closable={{ onClose: make.reset }} style={{ marginBottom: 12 }} title={t('account.tokenOnce')} description={<Copyable text={make.data.secret} label={t('account.tokenText')} />} />}
      <Form<Fields> form={form} layout="inline" initialValues={{ days: 90 }} onFinish={(fields) => make.mutate(fields)} style={{ marginBottom: 14 }}>
        <Form.Item name="name" label={t('account.tokenName')} rules={required}><Input maxLength={100} style={{ width: 180 }} /></Form.Item>
        <Form.Item name="permissions" label={t('account.tokenPermissions')} rules={required}><Select mode="multiple" style={{ width: 280 }} maxTagCount="responsive" options={permissions.map((one) => ({ value: one, label: t(`permissions.${one.replace('.', '_')}`) }))} /></Form.Item>
        <Form.Item name="days" label={t('account.tokenDays')} rules={required}><InputNumber min={1} max={366} /></Form.Item>
        <Button htmlType="submit" loading={make.isPending}>{t('account.tokenMake')}</Button>
      </Form>
      <Loaded query={tokens}>{(data) => (data.items.length ? <TokenTable tokens={data.items} /> : <Empty small title={t('account.noTokens')} text={t('account.noTokensText')} />)}</Loaded>
    </>
  );
}

function TokenTable({ tokens }: { tokens: Schemas['Token'][] }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const revoke = useAct((id: string) => unwrap(api.DELETE('/session/tokens/{id}', { params: { path: { id } } })), ['/session/tokens'], () => done(t('people.revoked')));
  return (
    <table className="grid-table">
      <thead><tr><th>{t('account.tokenName')}</th><th>{t('account.tokenPermissions')}</th><th>{t('common.created')}</th><th>{t('people.expires')}</th><th>{t('account.lastUsed')}</th><th>{t('common.acts')}</th></tr></thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <td>{token.name}</td>
            <td>{token.permissions.map((one) => t(`permissions.${one.replace('.', '_')}`)).join(' · ')}</td>
            <td className="nowrap">{formatTime(token.created)}</td>
            <td className="nowrap">{formatTime(token.expires)}</td>
            <td className="nowrap">{token.last_used ? formatTime(token.last_used) : t('account.neverUsed')}</td>
            <td><button type="button" className="link-button danger" onClick={() => ask(t('people.revoke'), t('account.revokeText', { name: token.name }), t('people.revoke'), () => revoke.mutateAsync(token.id, { onError: failed }))}>{t('people.revoke')}</button></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
