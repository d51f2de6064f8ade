// Identities at providers that are linked to the own account. Linking asks for the password and leads to the provider.
import { Alert, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useConfirm, useNotices } from '@/house/confirm';
import { formatTime } from '@/house/format';
import { Empty, Loaded } from '@/house/states';
import { OidcAlert } from '@/pages/login/oidc';

type Fields = { provider: string; password: string };

function LinkForm({ providers }: { providers: Schemas['OpenProvider'][] }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const required = [{ required: true, message: t('forms.required') }];
  const link = useAct((body: Fields) => unwrap(api.POST('/session/identities', { body })), [], ({ url }) => window.location.assign(url));
  return (
    <>
      {link.error && <Alert type="error" showIcon title={text(link.error)} style={{ marginBottom: 12 }} />}
      <Form<Fields> layout="inline" initialValues={{ provider: providers[0]?.id }} onFinish={(fields) => link.mutate(fields)} style={{ marginBottom: 14 }}>
        <Form.Item name="provider" label={t('oidc.provider')} rules={required}><Select style={{ width: 200 }} options={providers.map((one) => ({ value: one.id, label: one.name }))} /></Form.Item>
        <Form.Item name="password" label={t('account.current')} rules={required}><Input.Password autoComplete="current-password" maxLength={1024} style={{ width: 200 }} /></Form.Item>
        <Button htmlType="submit" loading={link.isPending}>{t('oidc.link')}</Button>
      </Form>
    </>
  );
}

function Links({ items }: { items: Schemas['Identity'][] }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const unlink = useAct((id: string) => unwrap(api.DELETE('/session/identities/{id}', { params: { path: { id } } })), ['/session/identities'], () => done(t('oidc.unlinked')));
  return (
    <table className="grid-table">
      <thead><tr><th>{t('oidc.provider')}</th><th>{t('oidc.shown')}</th><th>{t('oidc.linkedAt')}</th><th>{t('account.lastUsed')}</th><th>{t('common.acts')}</th></tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td className="break">{one.provider}</td>
            <td className="break">{one.shown || t('common.none')}</td>
            <td className="nowrap">{formatTime(one.linked)}</td>
            <td className="nowrap">{one.last_used ? formatTime(one.last_used) : t('account.neverUsed')}</td>
            <td><button type="button" className="link-button danger" onClick={() => ask(t('oidc.unlink'), t('oidc.unlinkText', { name: one.provider }), t('oidc.unlink'), () => unlink.mutateAsync(one.id, { onError: failed }))}>{t('oidc.unlink')}</button></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Identities() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const providers = useGet('/oidc/providers');
  const mine = useGet('/session/identities');
  const code = search.get('oidc');
  return (
    <>
      {code === 'linked' && <Alert type="success" showIcon title={t('oidc.codes.linked')} style={{ marginBottom: 12 }} />}
      {code && code !== 'linked' && <OidcAlert code={code} />}
      <Loaded query={providers}>{(data) => (data.items.length ? <LinkForm providers={data.items} /> : null)}</Loaded>
      <Loaded query={mine}>{(data) => (data.items.length ? <Links items={data.items} /> : <Empty small title={t('oidc.noLinks')} text={providers.data?.items.length ? t('oidc.noLinksText') : t('oidc.noProviders')} />)}</Loaded>
    </>
  );
}
