// Organisations in reach and what they stand under: by territory, by group, by sector, as a service provider.
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@/api/types';
import { formatCount, none } from '@/house/format';
import { useListState } from '@/house/list-state';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { useCan } from '@/app/session';
import { ExportButton } from '@/house/export-button';
import { ImportButton } from '@/house/import-button';
import { OrganisationForm } from './form';

type Organisation = Schemas['Organisation'];
const noFilters = {} as const;

export default function OrganisationsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const list = useListState(noFilters);
  const rows = usePaged('/organisations', list);
  const [editing, setEditing] = useState<Organisation | 'new' | null>(null);
  const columns: Column<Organisation>[] = [
    { key: 'name', title: t('organisations.name'), render: (_value, row) => <div className="two-lines">{row.name}<span className="secondary mono">{row.credit_code || row.id}</span></div> },
    { key: 'parents', title: t('organisations.parents'), render: (_value, row) => (row.parents.length ? row.parents.map((parent) => <div key={`${parent.kind}-${parent.id}`}><span className="mark">{t(`edges.${parent.kind}`)}</span> {parent.name ?? parent.id}</div>) : t('organisations.top')) },
    { key: 'region', title: t('organisations.region'), render: (_value, row) => row.region || none },
    { key: 'sector', title: t('assets.sector'), render: (_value, row) => row.sector ?? none },
    { key: 'assets', title: t('sources.assets'), align: 'right', render: (_value, row) => (row.assets > 0 && can('assets.read') ? <Link to={`/assets?tab=all&organisation=${encodeURIComponent(row.id)}`}>{formatCount(row.assets)}</Link> : formatCount(row.assets)) },
    { key: 'acts', title: t('common.acts'), render: (_value, row) => <button type="button" className="link-button" aria-label={t('sources.editOf', { name: row.name })} onClick={() => setEditing(row)}>{t('common.edit')}</button> },
  ];
  return (
    <PageFrame title={t('organisations.title')} rule={t('organisations.rule')} actions={<><ImportButton list="organisations" affects={['/organisations']} /><ExportButton list="organisations" /><Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('organisations.add')}</Button></>}>
      <Panel flush>
        <ServerTable name="organisations" label={t('organisations.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('organisations.empty')} />} />
      </Panel>
      {editing && <OrganisationForm organisation={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </PageFrame>
  );
}
