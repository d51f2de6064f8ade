// Names of categories and sectors, which rows carry as ids only: the facets of the whole list know them.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import { useWord } from '@/house/bilingual';

export function useNames() {
  const { t } = useTranslation();
  const word = useWord();
  const whole = useGet('/assets/facets', { query: { vanished: true } }).data;
  const category = useCallback((path: string) => (path ? word(whole?.category.find((facet) => facet.value === path)?.name) || path : t('assets.noCategory')), [whole, word, t]);
  const sector = useCallback((id: string | null) => (id ? word(whole?.sector.find((facet) => facet.value === id)?.name) || id : t('assets.noSector')), [whole, word, t]);
  const kind = useCallback((id: string) => t(`kinds.${id}`, { defaultValue: id }), [t]);
  return { category, sector, kind };
}
