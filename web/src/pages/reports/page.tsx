// Reports: make one, watch it being made, download it.
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, linkTo, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useConfirm, useNotices } from '@/house/confirm';
import { DownloadButton } from '@/house/download';
import { formatBytes, formatCount, formatTime } from '@/house/format';
import { JobCard } from '@/house/job-card';
import { useListState } from '@/house/list-state';
import { useMovingJobs } from '@/house/moving-jobs';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { MakeReport } from './make';

type Report = Schemas['Report'];
const noFilters = {} as const;

function Making() {
  const { t } = useTranslation();
  const jobs = useMovingJobs('report');
  if (!jobs.length) return null;
  return <Panel title={t('reports.making')}>{jobs.map((job) => <JobCard key={job.id} job={job} />)}</Panel>;
}

export default function ReportsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const list = useListState(noFilters);
  const rows = usePaged('/reports', list);
  const [making, setMaking] = useState(false);
  const remove = useAct((id: string) => unwrap(api.DELETE('/reports/{id}', { params: { path: { id } } })), ['/reports'], () => done(t('reports.removed')));
  const columns: Column<Report>[] = [
    { key: 'title', title: t('reports.name'), render: (_value, row) => <div className="two-lines break" style={{ maxWidth: 360, whiteSpace: 'normal' }}>{row.title}<span className="secondary">{t(`reports.langs.${row.lang}`)}{row.scan !== null && ` · ${t('sources.scanNumber', { number: row.scan })}`}</span></div> },
    { key: 'assets', title: t('sources.assets'), align: 'right', render: (_value, row) => formatCount(row.assets) },
    { key: 'by', title: t('common.created'), render: (_value, row) => <div className="two-lines">{row.by}<span className="secondary">{formatTime(row.created)}</span></div> },
    {
      key: 'files', title: t('reports.files'),
      render: (_value, row) => row.files.map((file) => (
        <div key={file.name}>
          <DownloadButton link address={linkTo(`/reports/${encodeURIComponent(row.id)}/files/${encodeURIComponent(file.name)}`, {})} name={file.name} label={t('reports.download', { name: file.name })}>{file.format.toUpperCase()}</DownloadButton>{' '}
          <span className="secondary">{formatBytes(file.bytes)} · SM3 <span className="mono" title={file.sm3}>{file.sm3.slice(0, 16)}…</span></span>
        </div>
      )),
    },
  ];
  if (can('reports.make')) {
    columns.push({ key: 'acts', title: t('common.acts'), render: (_value, row) => <button type="button" className="link-button danger" aria-label={t('reports.removeOf', { name: row.title })} onClick={() => ask(t('reports.remove'), t('reports.removeText', { name: row.title }), t('reports.remove'), () => remove.mutateAsync(row.id, { onError: failed }))}>{t('reports.remove')}</button> });
  }
  const make = can('reports.make') && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t('reports.make')}</Button>;
  return (
    <PageFrame title={t('reports.title')} rule={t('reports.rule')} actions={<><ExportButton list="reports" />{make}</>}>
      <Making />
      <Panel flush>
        <ServerTable name="reports" label={t('reports.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('reports.empty')} text={t('reports.emptyText')} />} />
      </Panel>
      {making && <MakeReport onClose={() => setMaking(false)} />}
    </PageFrame>
  );
}
