// Tabs with counts, the batch bar, facets, the table.
import { FilterOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import type { AssetRow } from '@/api/types';
import { useCan } from '@/app/session';
import { formatCount } from '@/house/format';
import { useOpened, type ListState } from '@/house/list-state';
import { usePaged } from '@/house/paged';
import { useWide } from '@/house/wide';
import { ServerTable } from '@/house/server-table';
import { TabStrip } from '@/house/tab-strip';
import { BatchBar } from './batch';
import { useAssetColumns } from './columns';
import { DecisionDialog } from './decision';
import { AssetEmpty } from './empty';
import { FacetColumn } from './facets';
import { assetFilters, queryOf, tabOf, tabs, type Tab } from './filters';

const facetKey = 'gongdun.facets';

export function AssetList({ list, clearSelection }: { list: ListState<typeof assetFilters>; clearSelection: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const [, openAsset] = useOpened('asset');
  const [selected, setSelected] = useState<AssetRow[]>([]);
  const [deciding, setDeciding] = useState<string | null>(null);
  const [facetsOpen, setFacetsOpen] = useState(() => (window.localStorage.getItem(facetKey) ?? (window.innerWidth >= 1680 ? '1' : '0')) === '1');
  const tab = tabOf(list.filters);
  const query = queryOf(list.filters, tab);
  const counts = useGet('/assets/facets', { query: queryOf(list.filters, 'all') }, { keep: true });
  const rows = usePaged('/assets', list, { query, sortable: true });
  const wide = useWide(1400);
  const columns = useAssetColumns({ wide, open: openAsset, decide: can('assets.decide') || can('assets.confirm') ? (row) => setDeciding(row.id) : null, waits: (row) => row.state === 'pending' || row.state === 'disputed' || (row.state === 'decided' && !can('assets.decide')), narrow: list.set });

  const countOf = (name: Tab) => (name === 'all' ? counts.data?.total : (counts.data?.state.find((facet) => facet.value === name)?.count ?? 0));
  const items = tabs
    .filter((name) => name === 'pending' || name === 'all' || name === tab || (countOf(name) ?? 0) > 0)
    .map((name) => ({ key: name, label: `${t(name === 'all' ? 'assets.all' : `assetStates.${name}`)}${counts.data ? ` (${formatCount(countOf(name) ?? 0)})` : ''}` }));
  const toggleFacets = () => {
    window.localStorage.setItem(facetKey, facetsOpen ? '0' : '1');
    setFacetsOpen(!facetsOpen);
  };
  const selection = can('assets.decide')
    ? { selectedRowKeys: selected.map((row) => row.id), preserveSelectedRowKeys: true, onChange: (_keys: unknown, picked: AssetRow[]) => setSelected(picked.filter(Boolean)), getCheckboxProps: (row: AssetRow) => ({ 'aria-label': t('assets.select', { name: row.name }) }) }
    : undefined;
  const change = (name: string) => {
    setSelected([]);
    list.set({ tab: name === 'pending' ? undefined : name });
  };
  return (
    <>
      <div className="table-tools no-print">
        <TabStrip label={t('assets.title')} active={tab} items={items} onChange={change} />
        <Button type="text" icon={<FilterOutlined />} aria-pressed={facetsOpen} onClick={toggleFacets}>{t('assets.facets')}</Button>
        <Button type="text" icon={<ReloadOutlined />} aria-label={t('common.reload')} onClick={() => { void rows.refetch(); void counts.refetch(); }} />
      </div>
      {selected.length > 0 && <BatchBar selected={selected} query={query} total={rows.data?.total ?? 0} onClear={() => setSelected([])} onDone={clearSelection} />}
      <div className={facetsOpen ? 'with-facets' : ''}>
        {facetsOpen && <FacetColumn list={list} query={query} />}
        <ServerTable name="assets"
          label={t('assets.title')}
          query={rows}
          columns={columns}
          rowKey={(row) => row.id}
          list={list}
          width={wide ? 1120 : 950}
          empty={<AssetEmpty filtered={Object.keys(list.filters).some((name) => name !== 'tab')} tab={tab} all={counts.data?.total ?? 0} toAll={() => change('all')} />}
          selection={selection}
        />
      </div>
      <DecisionDialog id={deciding} onClose={() => setDeciding(null)} />
    </>
  );
}
