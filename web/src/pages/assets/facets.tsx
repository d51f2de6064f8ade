// Values with counts; a click filters by the value, a second click lets go of it.
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatCount } from '@/house/format';
import type { ListState } from '@/house/list-state';
import { Loaded } from '@/house/states';
import type { AssetQuery, assetFilters } from './filters';

type Name = 'grade' | 'category' | 'sector' | 'kind' | 'source';
const shown = 6;

export function FacetColumn({ list, query }: { list: ListState<typeof assetFilters>; query: AssetQuery }) {
  const { t } = useTranslation();
  const word = useWord();
  const facets = useGet('/assets/facets', { query }, { keep: true });
  const wordOf = (name: Name, facet: Schemas['Facet']) => {
    if (name === 'grade') return t(`grades.${facet.value || 'none'}`);
    if (name === 'kind') return t(`kinds.${facet.value}`, { defaultValue: facet.value });
    return word(facet.name) || facet.value || t('common.none');
  };
  const toggle = (name: Name, value: string) => {
    const now = list.filters[name] ?? [];
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
    list.set({ [name]: next.length ? next : undefined });
  };
  const group = (name: Name, title: string, values: Schemas['Facet'][]) =>
    values.length > 0 && (
      <div className="facet" key={name}>
        <h3>{title}</h3>
        {values.slice(0, shown).map((facet) => (
          <button key={facet.value} type="button" className="facet-value" aria-pressed={(list.filters[name] ?? []).includes(facet.value)} disabled={facet.value === ''} title={wordOf(name, facet)} onClick={() => toggle(name, facet.value)}>
            <span>{wordOf(name, facet)}</span>
            <span>{formatCount(facet.count)}</span>
          </button>
        ))}
      </div>
    );
  return (
    <aside className="facets" aria-label={t('assets.facets')}>
      <Loaded query={facets}>
        {(data) => (
          <>
            {group('grade', t('assets.grade'), data.grade)}
            {group('category', t('assets.category'), data.category)}
            {group('sector', t('assets.sector'), data.sector)}
            {group('kind', t('assets.kind'), data.kind)}
            {group('source', t('assets.source'), data.source)}
          </>
        )}
      </Loaded>
    </aside>
  );
}
