// One row of filters; the rest behind "more". Choices come with their counts from the facets.
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { FilterBar, ListFilter, TextFilter } from '@/house/filter-bar';
import { formatCount } from '@/house/format';
import type { ListState } from '@/house/list-state';
import { assetFilters, moreNames } from './filters';
import { DetectorFilter, OrganisationFilter } from './pickers';

export const grades = ['core', 'important', 'general-4', 'general-3', 'general-2', 'general-1'] as const;

export function AssetFilterBar({ list }: { list: ListState<typeof assetFilters> }) {
  const { t } = useTranslation();
  const word = useWord();
  const whole = useGet('/assets/facets', { query: {} }).data;
  const { filters, set } = list;
  const options = (facets: Schemas['Facet'][] | undefined) => (facets ?? []).map((facet) => ({ value: facet.value, label: `${word(facet.name) || facet.value || t('common.none')} (${formatCount(facet.count)})` }));
  const more = (
    <>
      <ListFilter id="f-sector" label={t('assets.sector')} value={filters.sector} options={options(whole?.sector)} onChange={(sector) => set({ sector })} width={160} />
      <ListFilter id="f-source" label={t('assets.source')} value={filters.source} options={options(whole?.source)} onChange={(source) => set({ source })} />
      <ListFilter id="f-kind" label={t('assets.kind')} value={filters.kind} options={(whole?.kind ?? []).map((facet) => ({ value: facet.value, label: `${t(`kinds.${facet.value}`, { defaultValue: facet.value })} (${formatCount(facet.count)})` }))} onChange={(kind) => set({ kind })} width={180} />
      <TextFilter id="f-format" label={t('assets.format')} value={filters.format} onChange={(format) => set({ format })} placeholder="xlsx" width={120} />
      <DetectorFilter value={filters.detector} onChange={(detector) => set({ detector })} />
      <OrganisationFilter value={filters.organisation} onChange={(organisation) => set({ organisation })} />
      <TextFilter id="f-rule" label={t('assets.ruleId')} value={filters.rule} onChange={(rule) => set({ rule })} width={200} />
      <div className="filter">
        <Checkbox checked={filters.personal ?? false} onChange={(event) => set({ personal: event.target.checked })}>{t('assets.kpi.personal')}</Checkbox>
        <Checkbox checked={filters.credentials ?? false} onChange={(event) => set({ credentials: event.target.checked })}>{t('assets.kpi.credentials')}</Checkbox>
        <Checkbox checked={filters.vanished ?? false} onChange={(event) => set({ vanished: event.target.checked })}>{t('assets.vanishedToo')}</Checkbox>
      </div>
    </>
  );
  const moreActive = moreNames.filter((name) => filters[name] !== undefined).length;
  const reset = () => set(Object.fromEntries(Object.keys(assetFilters).filter((name) => name !== 'tab').map((name) => [name, undefined])));
  const active = Object.keys(filters).filter((name) => name !== 'tab').length;
  return (
    <FilterBar active={active} moreActive={moreActive} more={more} onReset={reset}>
      <TextFilter id="f-q" label={t('filters.words')} value={filters.q} onChange={(q) => set({ q })} placeholder={t('assets.wordsHint')} width={230} />
      <ListFilter id="f-grade" label={t('assets.grade')} value={filters.grade} options={grades.map((grade) => ({ value: grade, label: t(`grades.${grade}`) }))} onChange={(grade) => set({ grade })} />
      <ListFilter id="f-category" label={t('assets.category')} value={filters.category} options={options(whole?.category)} onChange={(category) => set({ category })} />
    </FilterBar>
  );
}
