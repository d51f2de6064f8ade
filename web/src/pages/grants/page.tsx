// Who may what, where, up to which grade, until when.
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useConfirm, useNotices } from '@/house/confirm';
import { formatDate, formatTime } from '@/house/format';
import { useListState } from '@/house/list-state';
import { GradeTag } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { ImportButton } from '@/house/import-button';
import { RoleTable } from './roles';

// Pickers of people and dates: fetched when somebody adds a grant.
const GrantForm = lazy(() => import('./form').then(({ GrantForm: form }) => ({ default: form })));

type Grant = Schemas['Grant'];
const filters = { person: 'text' } as const;

export default function GrantsPage() {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const list = useListState(filters);
  const rows = usePaged('/grants', list, { query: list.filters });
  const [adding, setAdding] = useState(false);
  const revoke = useAct((id: string) => unwrap(api.DELETE('/grants/{id}', { params: { path: { id } } })), ['/grants', '/people'], () => done(t('grants.revoked')));
  const askRevoke = (row: Grant) => ask(t('grants.revoke'), t('grants.revokeText', { name: row.person_name, role: t(`roles.${row.role}`) }), t('grants.revoke'), () => revoke.mutateAsync(row.id, { onError: failed }));
  const columns: Column<Grant>[] = [
    { key: 'person', title: t('grants.person'), render: (_value, row) => row.person_name },
    { key: 'role', title: t('grants.role'), render: (_value, row) => t(`roles.${row.role}`) },
    { key: 'scope', title: t('grants.scope'), render: (_value, row) => <div className="two-lines">{row.organisation_name}<span className="secondary">{t('grants.along', { edge: t(`edges.${row.edge}`) })}</span></div> },
    { key: 'ceiling', title: t('grants.ceiling'), render: (_value, row) => <GradeTag grade={row.ceiling} /> },
    { key: 'valid', title: t('grants.valid'), render: (_value, row) => `${formatDate(row.from)} – ${row.to ? formatDate(row.to) : t('grants.open')}` },
    { key: 'by', title: t('grants.by'), render: (_value, row) => <div className="two-lines">{row.granted_by === 'set-up' ? t('nav.setup') : row.granted_by}<span className="secondary">{formatTime(row.granted_at)}</span></div> },
    { key: 'acts', title: t('common.acts'), render: (_value, row) => <button type="button" className="link-button danger" aria-label={t('grants.revokeOf', { name: row.person_name })} onClick={() => askRevoke(row)}>{t('grants.revoke')}</button> },
  ];
  return (
    <PageFrame title={t('grants.title')} rule={t('grants.rule')} actions={<><ImportButton list="grants" affects={['/grants', '/people']} /><ExportButton list="grants" /><Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('grants.add')}</Button></>}>
      <Panel flush>
        <ServerTable name="grants" label={t('grants.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('grants.empty')} />} />
      </Panel>
      <RoleTable />
      {adding && <Suspense fallback={null}><GrantForm onClose={() => setAdding(false)} /></Suspense>}
    </PageFrame>
  );
}
