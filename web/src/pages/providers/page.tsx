// Providers of OpenID Connect people may log in by.
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useConfirm, useNotices } from '@/house/confirm';
import { Copyable } from '@/house/copy';
import { PageFrame, Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';
import { ProviderDialog } from './form';

type Provider = Schemas['IdentityProvider'];

function Providers({ providers, onEdit }: { providers: Provider[]; onEdit: (provider: Provider) => void }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const remove = useAct((id: string) => unwrap(api.DELETE('/identity-providers/{id}', { params: { path: { id } } })), ['/identity-providers', '/oidc'], () => done(t('providers.removed')));
  return (
    <table className="grid-table">
      <thead><tr><th>{t('providers.name')}</th><th>{t('providers.issuer')}</th><th>{t('providers.clientId')}</th><th>{t('providers.redirect')}</th><th>{t('notifications.enabled')}</th><th>{t('common.acts')}</th></tr></thead>
      <tbody>
        {providers.map((one) => (
          <tr key={one.id}>
            <td className="break">{one.name}</td>
            <td className="break mono">{one.issuer}</td>
            <td className="break mono">{one.client_id}</td>
            <td className="break">{one.redirect ? <Copyable text={one.redirect} label={t('providers.redirect')} /> : t('common.none')}</td>
            <td>{one.enabled ? t('common.yes') : t('common.no')}</td>
            <td className="nowrap">
              <button type="button" className="link-button" onClick={() => onEdit(one)}>{t('common.edit')}</button>{' '}
              <button type="button" className="link-button danger" onClick={() => ask(t('providers.remove'), t('providers.removeText', { name: one.name }), t('providers.remove'), () => remove.mutateAsync(one.id, { onError: failed }))}>{t('providers.remove')}</button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default function ProvidersPage() {
  const { t } = useTranslation();
  const providers = useGet('/identity-providers');
  const node = useGet('/node');
  const [edited, setEdited] = useState<Provider | 'new' | null>(null);
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>{t('providers.add')}</Button>;
  return (
    <PageFrame title={t('providers.title')} rule={t('providers.rule')} actions={add}>
      {node.data && !node.data.public_address && <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('providers.noAddress')} description={<Link to="/node" style={{ textDecoration: 'underline' }}>{t('providers.setAddress')}</Link>} />}
      <Panel><Loaded query={providers}>{(data) => (data.items.length ? <Providers providers={data.items} onEdit={setEdited} /> : <Empty title={t('providers.none')} text={t('providers.noneText')} />)}</Loaded></Panel>
      {edited && <ProviderDialog provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </PageFrame>
  );
}
