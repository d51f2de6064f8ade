// Data assets, their classes and grades: what the machine proposes and what people decided.
import { PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useGet } from '@/api/hooks';
import { useCan } from '@/app/session';
import { formatCount, formatPercent } from '@/house/format';
import { useListState } from '@/house/list-state';
import { KpiStrip, PageFrame, Panel } from '@/house/page';
import { ErrorState } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { ImportButton } from '@/house/import-button';
import { AssetDrawer } from './drawer';
import { AssetFilterBar } from './filter-bar';
import { assetFilters, queryOf, tabOf } from './filters';
import { AssetList } from './list';

function Kpis() {
  const { t } = useTranslation();
  const whole = useGet('/assets/facets', { query: {} });
  if (whole.error && !whole.data) return <ErrorState problem={whole.error} retry={() => void whole.refetch()} />;
  const facets = whole.data;
  const of = (list: { value: string; count: number }[] | undefined, value: string) => list?.find((facet) => facet.value === value)?.count ?? 0;
  const show = (value: number) => (facets ? formatCount(value) : '…');
  const total = facets?.total ?? 0;
  const share = (value: number) => (total > 0 ? t('assets.share', { share: formatPercent(value / total) }) : '');
  const unit = t('assets.unit');
  const core = of(facets?.grade, 'core'), important = of(facets?.grade, 'important'), pending = of(facets?.state, 'pending');
  return (
    <KpiStrip
      items={[
        { key: 'all', label: t('assets.kpi.all'), value: show(total), unit, note: facets && t('assets.kpi.records', { n: formatCount(facets.rows) }) },
        { key: 'core', label: t('grades.core'), value: show(core), unit, note: share(core) },
        { key: 'important', label: t('grades.important'), value: show(important), unit, note: share(important) },
        { key: 'pending', label: t('assetStates.pending'), value: show(pending), unit, note: share(pending) },
        { key: 'personal', label: t('assets.kpi.personal'), value: show(facets?.personal ?? 0), unit, note: facets && t('assets.kpi.persons', { n: formatCount(facets.persons) }) },
        { key: 'credentials', label: t('assets.kpi.credentials'), value: show(facets?.credentials ?? 0), unit, note: share(facets?.credentials ?? 0) },
      ]}
    />
  );
}

export default function AssetsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const list = useListState(assetFilters);
  const [opened, setOpened] = useState<number>(0);
  const query = queryOf(list.filters, tabOf(list.filters));
  const actions = (
    <>
      <ImportButton list="assets" affects={['/assets', '/reviews', '/workbench']} filter={query} />
      <ExportButton list="assets" filter={query} />
      {can('scans.run') && <Button type="primary" icon={<PlayCircleOutlined />} onClick={() => void navigate('/sources')}>{t('assets.newScan')}</Button>}
    </>
  );
  return (
    <PageFrame title={t('assets.title')} rule={t('assets.rule')} actions={actions}>
      <Kpis />
      <AssetFilterBar list={list} />
      <Panel flush>
        <AssetList key={opened} list={list} clearSelection={() => setOpened((now) => now + 1)} />
      </Panel>
      <AssetDrawer />
    </PageFrame>
  );
}
