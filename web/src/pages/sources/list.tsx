// The list of sources with what can be done to each.
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Source } from '@/api/types';
import { useCan } from '@/app/session';
import { useConfirm, useNotices } from '@/house/confirm';
import { formatCount, formatTime } from '@/house/format';
import { useListState } from '@/house/list-state';
import { JobMark } from '@/house/marks';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { useScheduleText } from './schedule';

const noFilters = {} as const;

export function SourceList({ add, edit }: { add: ReactNode; edit: (source: Source) => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const schedule = useScheduleText();
  const list = useListState(noFilters);
  const rows = usePaged('/sources', list);
  const scan = useAct((source: Source) => unwrap(api.POST('/sources/{id}/scan', { params: { path: { id: source.id } } })), ['/jobs', '/scans', '/sources', '/workbench'], (_job, source) => done(t('sources.scanStarted', { name: source.name })));
  const remove = useAct((id: string) => unwrap(api.DELETE('/sources/{id}', { params: { path: { id } } })), ['/sources', '/assets', '/workbench', '/session'], () => done(t('sources.removed')));
  const askRemove = (source: Source) => ask(t('sources.remove'), t('sources.removeText', { name: source.name, assets: formatCount(source.assets) }), t('sources.remove'), () => remove.mutateAsync(source.id, { onError: failed }));
  const columns: Column<Source>[] = [
    {
      key: 'name', title: t('sources.name'),
      render: (_value, row) => (
        <div className="two-lines" style={{ maxWidth: 380 }}>
          <span>{row.name} {row.demo && <span className="demo-mark">{t('demo.mark')}</span>}</span>
          <span className="secondary mono ellipsis" title={row.address}>{row.address}</span>
        </div>
      ),
    },
    { key: 'assets', title: t('sources.assets'), align: 'right', render: (_value, row) => (row.assets > 0 ? <Link to={`/assets?tab=all&source=${encodeURIComponent(row.id)}`}>{formatCount(row.assets)}</Link> : '0') },
    {
      key: 'last', title: t('sources.lastScan'),
      render: (_value, row) => row.last_scan ? (
        <div className="two-lines">
          <span><JobMark state={row.last_scan.state} /> <Link to={`/sources?tab=scans&scan=${row.last_scan.id}`}>{formatTime(row.last_scan.started)}</Link></span>
          <span className="secondary">{t('sources.itemsRead', { n: formatCount(row.last_scan.items) })}{row.last_scan.unread > 0 && ` · ${t('sources.unreadCount', { n: formatCount(row.last_scan.unread) })}`}</span>
        </div>
      ) : t('sources.neverScanned'),
    },
    { key: 'schedule', title: t('sources.schedule'), render: (_value, row) => <div className="two-lines">{schedule(row.schedule)}{row.next_run && <span className="secondary">{t('sources.next', { time: formatTime(row.next_run) })}</span>}</div> },
    { key: 'created', title: t('common.created'), render: (_value, row) => <div className="two-lines">{row.created_by || t('common.none')}<span className="secondary">{formatTime(row.created)}</span></div> },
    {
      key: 'acts', title: t('common.acts'),
      render: (_value, row) => (
        <span className="nowrap">
          {can('scans.run') && <Button size="small" type="primary" disabled={row.last_scan?.state === 'running' && row.last_scan.job !== null} loading={scan.isPending && scan.variables?.id === row.id} onClick={() => scan.mutate(row, { onError: failed })}>{t('sources.scan')}</Button>}{' '}
          {can('sources.manage') && <button type="button" className="link-button" onClick={() => edit(row)} aria-label={t('sources.editOf', { name: row.name })}>{t('common.edit')}</button>}{' '}
          {can('sources.manage') && <button type="button" className="link-button danger" onClick={() => askRemove(row)} aria-label={t('sources.removeOf', { name: row.name })}>{t('sources.remove')}</button>}
        </span>
      ),
    },
  ];
  return <ServerTable name="sources" label={t('sources.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('sources.empty')} text={t('sources.emptyText')} action={add} />} />;
}
