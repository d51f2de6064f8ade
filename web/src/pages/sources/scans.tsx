// Scans made, newest first.
import { useTranslation } from 'react-i18next';
import { useLive } from '@/api/events';
import type { Scan } from '@/api/types';
import { formatBytes, formatCount, formatDuration, formatTime } from '@/house/format';
import { useListState, useOpened } from '@/house/list-state';
import { JobMark } from '@/house/marks';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';

const filters = { source: 'text' } as const;

export function ScanList() {
  const { t } = useTranslation();
  const live = useLive();
  const list = useListState(filters);
  const [, open] = useOpened('scan');
  const rows = usePaged('/scans', list, { query: list.filters, poll: live ? false : 5_000 });
  const columns: Column<Scan>[] = [
    { key: 'id', title: t('sources.scanId'), render: (_value, row) => <button type="button" className="link-button" onClick={() => open(String(row.id))}>{t('sources.scanNumber', { number: row.id })}</button> },
    { key: 'source', title: t('sources.name'), render: (_value, row) => row.source_name ?? t('common.none') },
    { key: 'state', title: t('assets.state'), render: (_value, row) => <JobMark state={row.state} /> },
    { key: 'started', title: t('sources.started'), render: (_value, row) => formatTime(row.started) },
    { key: 'seconds', title: t('sources.took'), align: 'right', render: (_value, row) => (row.finished ? formatDuration(row.seconds) : t('common.none')) },
    { key: 'items', title: t('sources.items'), align: 'right', render: (_value, row) => formatCount(row.items) },
    { key: 'bytes', title: t('carriers.bytes'), align: 'right', render: (_value, row) => formatBytes(row.bytes) },
    { key: 'assets', title: t('sources.assets'), align: 'right', render: (_value, row) => formatCount(row.assets) },
    { key: 'unread', title: t('sources.unread'), align: 'right', render: (_value, row) => (row.unread > 0 ? <button type="button" className="link-button" onClick={() => open(String(row.id))}>{formatCount(row.unread)}</button> : '0') },
  ];
  return <ServerTable name="scans" label={t('sources.tabs.scans')} query={rows} columns={columns} rowKey={(row) => String(row.id)} list={list} empty={<Empty title={t('sources.noScans')} text={t('sources.noScansText')} />} />;
}
