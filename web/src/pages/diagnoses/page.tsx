// Diagnoses in reach: where each stands, its score, how far it is, what is overdue. Begin one, or take in what came back from a visit.
import '@/i18n/diagnosis';
import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { FilterBar, ListFilter, TextFilter } from '@/house/filter-bar';
import { formatCount, formatTime } from '@/house/format';
import { useListState, useOpened } from '@/house/list-state';
import { ShareBar } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { DueDay, scoreText, states, WorkMark } from '@/pages/diagnosis/marks';

const MakeDialog = lazy(() => import('./make'));
const MergeDialog = lazy(() => import('@/pages/diagnosis/merge'));
type Row = Schemas['Assessment'];
const spec = { q: 'text', state: 'list', overdue: 'flag' } as const;

export default function DiagnosesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const list = useListState(spec);
  const { filters } = list;
  const query = { ...(filters.q ? { q: filters.q } : {}), ...(filters.state ? { state: filters.state as Row['state'][] } : {}), ...(filters.overdue ? { overdue: true } : {}) };
  const rows = usePaged('/assessments', list, { query, sortable: true });
  const [adding, setAdding] = useOpened('add');
  const [merging, setMerging] = useState(false);
  const columns: Column<Row>[] = [
    { key: 'name', title: t('diagnosis.enterprise'), sorter: true, render: (_value, row) => <div className="two-lines" style={{ maxWidth: 340, whiteSpace: 'normal' }}><Link className="cell-link" to={`/diagnoses/${row.id}`}>{row.name || row.id}</Link><span className="secondary mono">{row.id}</span></div> },
    { key: 'state', title: t('diagnosis.state'), render: (_value, row) => <WorkMark state={row.state} /> },
    { key: 'progress', title: t('diagnosis.progress'), sorter: true, render: (_value, row) => <div className="two-lines"><ShareBar share={row.applicable ? row.answered / row.applicable : 0} /><span className="secondary">{t('diagnosis.answeredOf', { answered: formatCount(row.answered), applicable: formatCount(row.applicable) })}</span></div> },
    { key: 'score', title: t('diagnosis.score'), align: 'right', sorter: true, render: (_value, row) => <div className="two-lines"><strong>{scoreText(row.score)}</strong>{row.score !== null && row.answered < row.applicable && <span className="secondary">{t('diagnosis.provisional')}</span>}</div> },
    { key: 'open', title: t('diagnosis.open'), render: (_value, row) => <Open row={row} /> },
    { key: 'due', title: t('diagnosis.due'), sorter: true, render: (_value, row) => <DueDay due={row.due} overdue={row.overdue} /> },
    { key: 'made', title: t('diagnosis.changed'), sorter: true, render: (_value, row) => <div className="two-lines">{row.changed_by}<span className="secondary">{formatTime(row.changed)}</span></div> },
  ];
  const make = can('assessments.answer') && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding('1')}>{t('diagnosis.make')}</Button>;
  return (
    <PageFrame title={t('diagnosis.listTitle')} rule={t('diagnosis.listRule')} actions={<>{can('assessments.answer') && <Button icon={<UploadOutlined />} onClick={() => setMerging(true)}>{t('diagnosis.takeIn')}</Button>}{make}</>}>
      <Panel flush>
        <FilterBar active={list.active} onReset={list.reset}>
          <TextFilter id="q" label={t('diagnosis.find')} value={filters.q} onChange={(q) => list.set({ q })} />
          <ListFilter id="state" label={t('diagnosis.state')} value={filters.state} options={states.map((value) => ({ value, label: t(`diagnosis.states.${value}`) }))} onChange={(state) => list.set({ state })} />
          <div className="filter"><Button type={filters.overdue ? 'primary' : 'default'} aria-pressed={filters.overdue === true} onClick={() => list.set({ overdue: filters.overdue ? undefined : true })}>{t('diagnosis.overdueOnly')}</Button></div>
        </FilterBar>
        <ServerTable name="diagnoses" label={t('diagnosis.listTitle')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={list.active > 0 ? <Empty title={t('diagnosis.noneFound')} action={<Button onClick={list.reset}>{t('filters.reset')}</Button>} /> : <Empty title={t('diagnosis.empty')} text={t('diagnosis.emptyText')} action={make} />} />
      </Panel>
      <Suspense fallback={null}>
        {adding !== null && can('assessments.answer') && <MakeDialog onClose={() => setAdding(null)} />}
        {merging && <MergeDialog onClose={() => setMerging(false)} />}
      </Suspense>
    </PageFrame>
  );
}

function Open({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (row.conflicts === 0 && row.vetoes === 0) return <span className="secondary">{t('common.none')}</span>;
  return (
    <>
      {row.vetoes > 0 && <span className="mark mark-bad">{t('diagnosis.vetoCount', { n: row.vetoes })}</span>}{' '}
      {row.conflicts > 0 && <span className="mark mark-warn">{t('diagnosis.conflictCount', { n: row.conflicts })}</span>}
    </>
  );
}
