// The catalog of important and core data: candidates first, then what was decided and what the authority confirmed.
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import type { AssetRow, AssetState } from '@/api/types';
import { FilterBar, ListFilter, TextFilter } from '@/house/filter-bar';
import { formatBytes, formatCount, formatTime } from '@/house/format';
import { useListState, useOpened } from '@/house/list-state';
import { GradeTag, StateMark } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { TabStrip } from '@/house/tab-strip';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { AssetDrawer } from '../assets/drawer';
import { useNames } from '../assets/names';

const filters = { tab: 'text', q: 'text', grade: 'list' } as const;
const tabs = { candidates: ['pending', 'disputed', 'review'], decided: ['decided'], confirmed: ['confirmed'] } as const;
type Tab = keyof typeof tabs;
const listed = ['core', 'important'] as const;

export default function CatalogPage() {
  const { t } = useTranslation();
  const list = useListState(filters);
  const tab: Tab = (Object.keys(tabs) as Tab[]).find((name) => name === list.filters.tab) ?? 'candidates';
  const grade = listed.filter((code) => !list.filters.grade?.length || list.filters.grade.includes(code));
  const words = list.filters.q ? { q: list.filters.q } : {};
  const query = { ...words, grade: [...grade], state: [...tabs[tab]] as AssetState[] };
  const rows = usePaged('/assets', list, { query, sortable: true });
  const counts = useGet('/assets/facets', { query: { ...words, grade: [...grade] } }, { keep: true });
  const countOf = (name: Tab) => (counts.data?.state ?? []).filter((facet) => (tabs[name] as readonly string[]).includes(facet.value)).reduce((sum, facet) => sum + facet.count, 0);
  const columns = useColumns();
  return (
    <PageFrame title={t('catalog.title')} rule={t('catalog.rule')} actions={<ExportButton list="important-data" filter={query} />}>
      <FilterBar active={(list.filters.q ? 1 : 0) + (list.filters.grade ? 1 : 0)} onReset={() => list.set({ q: undefined, grade: undefined })}>
        <TextFilter id="f-q" label={t('filters.words')} value={list.filters.q} onChange={(q) => list.set({ q })} />
        <ListFilter id="f-grade" label={t('assets.grade')} value={list.filters.grade} options={listed.map((code) => ({ value: code, label: t(`grades.${code}`) }))} onChange={(codes) => list.set({ grade: codes })} />
      </FilterBar>
      <Panel flush>
        <div className="table-tools no-print">
          <TabStrip label={t('catalog.title')} active={tab} items={(Object.keys(tabs) as Tab[]).map((name) => ({ key: name, label: `${t(`catalog.tabs.${name}`)}${counts.data ? ` (${formatCount(countOf(name))})` : ''}` }))} onChange={(name) => list.set({ tab: name === 'candidates' ? undefined : name })} />
        </div>
        <ServerTable name="catalog" label={t('catalog.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t(`catalog.empty.${tab}`)} text={t('catalog.emptyText')} />} />
      </Panel>
      <AssetDrawer />
    </PageFrame>
  );
}

function useColumns(): Column<AssetRow>[] {
  const { t } = useTranslation();
  const names = useNames();
  const [, open] = useOpened('asset');
  return [
    { key: 'name', title: t('assets.name'), sorter: true, render: (_value, row) => <div className="two-lines" style={{ maxWidth: 'min(280px, 15vw)' }}><button type="button" className="link-button cell-link ellipsis" style={{ maxWidth: '100%', display: 'block' }} title={row.name} onClick={() => open(row.id)}>{row.name}</button><span className="secondary mono">{row.id}</span></div> },
    { key: 'grade', title: t('assets.grade'), sorter: true, render: (_value, row) => <GradeTag grade={row.effective} /> },
    { key: 'category', title: t('assets.category'), render: (_value, row) => <div className="two-lines" style={{ maxWidth: 'min(240px, 13vw)', whiteSpace: 'normal' }}>{names.category(row.category)}<span className="secondary">{names.sector(row.sector)}</span></div> },
    { key: 'rows', title: t('assets.size'), align: 'right', sorter: true, render: (_value, row) => <div className="two-lines">{row.rows > 0 ? t('assets.rows', { n: formatCount(row.rows) }) : formatBytes(row.bytes)}<span className="secondary">{row.rows > 0 ? formatBytes(row.bytes) : ''}</span></div> },
    { key: 'persons', title: t('catalog.persons'), align: 'right', sorter: true, render: (_value, row) => (row.persons > 0 ? formatCount(row.persons) : t('common.none')) },
    { key: 'place', title: t('catalog.place'), render: (_value, row) => <div className="two-lines" style={{ maxWidth: 'min(260px, 11vw)' }}>{row.source_name ?? t('common.none')}<span className="secondary mono ellipsis" title={row.location}>{row.location}</span></div> },
    { key: 'last_seen', title: t('assets.state'), sorter: true, render: (_value, row) => <div className="two-lines"><StateMark state={row.state} /><span className="secondary">{formatTime(row.last_seen)}</span></div> },
  ];
}
