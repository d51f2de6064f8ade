// Filters whose choices come from elsewhere than the facets: detectors from the rule library, organisations in reach.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import { useCan } from '@/app/session';
import { useOrganisations } from '@/house/asking-select';
import { useWord } from '@/house/bilingual';
import { ListFilter, OneFilter, TextFilter } from '@/house/filter-bar';

type One = { value: string | undefined; onChange: (value: string | undefined) => void };

export function DetectorFilter({ value, onChange }: One) {
  const { t } = useTranslation();
  const word = useWord();
  const can = useCan();
  const rules = useGet('/rules', { query: { kind: 'detector', limit: 200 } }, { enabled: can('packs.read') }).data?.items;
  if (!rules) return <TextFilter id="f-detector" label={t('assets.detector')} value={value} onChange={onChange} width={200} />;
  return <OneFilter id="f-detector" label={t('assets.detector')} value={value} options={rules.map((rule) => ({ value: rule.id, label: word(rule.name) || rule.id }))} onChange={onChange} />;
}

type Many = { value: string[] | undefined; onChange: (value: string[] | undefined) => void };

// Of use only where there is more than one, or where a link came with one.
export function OrganisationFilter({ value, onChange }: Many) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { options, total } = useOrganisations(typed, value ?? []);
  if (total < 2 && !value && !typed) return null;
  return <ListFilter id="f-organisation" label={t('assets.organisation')} value={value} options={options} onSearch={setTyped} onChange={onChange} />;
}
