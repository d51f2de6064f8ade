// One-time links that were made and not used yet.
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useNotices } from '@/house/confirm';
import { formatTime } from '@/house/format';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';

export function InvitationList({ onLink }: { onLink: (link: Schemas['InvitationLink']) => void }) {
  const { t } = useTranslation();
  const { done, failed } = useNotices();
  const rows = useGet('/invitations');
  const revoke = useAct((id: string) => unwrap(api.DELETE('/invitations/{id}', { params: { path: { id } } })), ['/invitations'], () => done(t('people.revoked')));
  const renew = useAct((id: string) => unwrap(api.POST('/invitations/{id}/link', { params: { path: { id } } })), ['/invitations'], onLink);
  const columns: Column<Schemas['Invitation']>[] = [
    { key: 'name', title: t('setup.name'), render: (_value, row) => row.name || t('common.none') },
    { key: 'role', title: t('grants.role'), render: (_value, row) => (row.role ? t(`roles.${row.role}`) : t('people.noRole')) },
    { key: 'created', title: t('common.created'), render: (_value, row) => formatTime(row.created) },
    { key: 'expires', title: t('people.expires'), render: (_value, row) => formatTime(row.expires) },
    { key: 'acts', title: t('common.acts'), render: (_value, row) => !row.used && <span className="nowrap"><button type="button" className="link-button" aria-label={t('transfers.linkOf', { name: row.name })} onClick={() => renew.mutate(row.id, { onError: failed })}>{t('transfers.link')}</button>{' '}<button type="button" className="link-button danger" onClick={() => revoke.mutate(row.id, { onError: failed })}>{t('people.revoke')}</button></span> },
  ];
  return <ServerTable name="invitations" label={t('people.tabs.invitations')} query={rows} columns={columns} rowKey={(row) => row.id} empty={<Empty title={t('people.noInvitations')} text={t('people.noInvitationsText')} />} />;
}
