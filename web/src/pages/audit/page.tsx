// The audit log, and a check of its chain of digests.
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useNotices } from '@/house/confirm';
import { FilterBar, TextFilter } from '@/house/filter-bar';
import { dayEnd, dayStart, formatCount, formatSeconds, none } from '@/house/format';
import { useListState } from '@/house/list-state';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { EntryDetail } from './entry';

const filters = { person: 'text', action: 'text', object: 'text', from: 'text', to: 'text' } as const;
const day = (text: string | undefined) => (text && /^\d{4}-\d\d-\d\d$/.test(text) ? dayjs(text) : null);

function Verification() {
  const { t } = useTranslation();
  const { failed } = useNotices();
  const verify = useAct(() => unwrap(api.GET('/audit/verification')), []);
  const result = verify.data;
  return (
    <>
      <Button icon={<SafetyCertificateOutlined />} loading={verify.isPending} onClick={() => verify.mutate(undefined, { onError: failed })}>{t('audit.verify')}</Button>
      {result && (
        <Alert
          style={{ marginTop: 8, whiteSpace: 'normal', textAlign: 'left' }}
          type={result.ok ? 'success' : 'error'}
          showIcon
          closable={{ onClose: verify.reset }}
          title={result.ok ? t('audit.verified', { n: formatCount(result.entries) }) : t(`audit.problems.${result.problem ?? 'altered'}`, { number: result.first_bad ?? '' })}
          description={<span className="mono break">{result.head}</span>}
        />
      )}
    </>
  );
}

export default function AuditPage() {
  const { t, i18n } = useTranslation();
  const list = useListState(filters);
  const { from, to, ...words } = list.filters;
  const fromDay = day(from), toDay = day(to);
  const range = { ...(fromDay ? { from: dayStart(from!) } : {}), ...(toDay ? { to: dayEnd(to!) } : {}) };
  const rows = usePaged('/audit', list, { query: { ...words, ...range } });
  const actionWord = (action: string) => (i18n.exists(`auditActions.${action.replace(/\./g, '_')}`) ? t(`auditActions.${action.replace(/\./g, '_')}`) : action);
  const columns: Column<Schemas['AuditEntry']>[] = [
    { key: 'number', title: t('audit.number'), align: 'right', render: (_value, row) => formatCount(row.number) },
    { key: 'at', title: t('audit.at'), render: (_value, row) => <span className="nowrap">{formatSeconds(row.at)}</span> },
    { key: 'person', title: t('audit.person'), render: (_value, row) => <div className="two-lines">{row.login || row.person || none}<span className="secondary">{[row.login && row.person, row.address].filter(Boolean).join(' · ')}</span></div> },
    { key: 'action', title: t('audit.action'), render: (_value, row) => <div className="two-lines"><button type="button" className="link-button" style={{ color: 'inherit' }} title={t('assets.narrow', { value: row.action })} onClick={() => list.set({ action: row.action })}>{actionWord(row.action)}</button><span className="secondary mono">{row.action}</span></div> },
    { key: 'object', title: t('audit.object'), render: (_value, row) => <div className="break mono" style={{ maxWidth: 320, whiteSpace: 'normal' }}>{row.object || none}</div> },
    { key: 'hash', title: 'SM3', render: (_value, row) => <span className="mono" title={row.hash}>{row.hash.slice(0, 12)}…</span> },
  ];
  return (
    <PageFrame title={t('audit.title')} rule={t('audit.rule')} actions={<ExportButton list="audit" filter={{ ...words, ...range }} />}>
      <Panel title={t('audit.chain')}><Verification /></Panel>
      <FilterBar active={list.active} onReset={list.reset}>
        <TextFilter id="a-person" label={t('audit.person')} value={list.filters.person} onChange={(person) => list.set({ person })} width={160} />
        <TextFilter id="a-action" label={t('audit.action')} value={list.filters.action} onChange={(action) => list.set({ action })} width={160} />
        <TextFilter id="a-object" label={t('audit.object')} value={list.filters.object} onChange={(object) => list.set({ object })} width={180} />
        <div className="filter">
          <label htmlFor="a-from">{t('audit.range')}</label>
          <DatePicker id="a-from" value={fromDay} placeholder={t('audit.from')} onChange={(value) => list.set({ from: value ? value.format('YYYY-MM-DD') : undefined })} style={{ marginRight: 8 }} />
          <DatePicker id="a-to" aria-label={t('audit.to')} value={toDay} placeholder={t('audit.to')} onChange={(value) => list.set({ to: value ? value.format('YYYY-MM-DD') : undefined })} />
        </div>
      </FilterBar>
      <Panel flush>
        <ServerTable name="audit" label={t('audit.title')} query={rows} columns={columns} rowKey={(row) => String(row.number)} list={list} empty={<Empty title={t('audit.empty')} />} expand={{ expandedRowRender: (row) => <EntryDetail entry={row} />, rowExpandable: (row) => row.before !== null || row.after !== null }} />
      </Panel>
    </PageFrame>
  );
}
