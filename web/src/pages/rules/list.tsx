// All rules, by words, pack, kind, clause and how far they were checked.
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { FilterBar, OneFilter, TextFilter } from '@/house/filter-bar';
import { formatDate, none } from '@/house/format';
import { useListState, useOpened } from '@/house/list-state';
import { VerifiedMark } from '@/house/marks';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';

const filters = { q: 'text', pack: 'text', kind: 'text', basis: 'text', verified: 'text' } as const;
const kinds = ['detector', 'category', 'document_kind', 'sector', 'data_object', 'grade_rule', 'harm_matrix', 'scoring', 'other'] as const;

export function RuleList() {
  const { t } = useTranslation();
  const word = useWord();
  const list = useListState(filters);
  const rows = usePaged('/rules', list, { query: list.filters });
  const packs = useGet('/packs').data?.items ?? [];
  const [, open] = useOpened('rule');
  const columns: Column<Schemas['Rule']>[] = [
    { key: 'name', title: t('rules.name'), render: (_value, row) => <div className="two-lines" style={{ maxWidth: 'min(360px, 16vw)', whiteSpace: 'normal' }}><button type="button" className="link-button" onClick={() => open(row.id)}>{word(row.name) || row.id}</button><span className="secondary mono">{row.id}</span></div> },
    { key: 'kind', title: t('rules.kind'), render: (_value, row) => t(`ruleKinds.${row.kind}`) },
    { key: 'pack', title: t('rules.pack'), render: (_value, row) => <div className="two-lines" style={{ maxWidth: 'min(300px, 14vw)', whiteSpace: 'normal' }}>{word(packs.find((pack) => pack.id === row.pack)?.name) || row.pack}<span className="secondary mono">{row.file}:{row.line}</span></div> },
    { key: 'basis', title: t('rules.basis'), render: (_value, row) => <div className="break" style={{ maxWidth: 'min(300px, 12vw)', whiteSpace: 'normal' }}>{row.basis || none}</div> },
    { key: 'verified', title: t('rules.verified'), render: (_value, row) => <VerifiedMark verified={row.verified} /> },
    { key: 'effective', title: t('rules.effective'), render: (_value, row) => (row.effective_from ? `${formatDate(row.effective_from)}${row.effective_to ? ` – ${formatDate(row.effective_to)}` : ''}` : none) },
  ];
  const set = list.set;
  return (
    <>
      <FilterBar active={list.active} onReset={list.reset}>
        <TextFilter id="r-q" label={t('filters.words')} value={list.filters.q} onChange={(q) => set({ q })} />
        <TextFilter id="r-basis" label={t('rules.basis')} value={list.filters.basis} onChange={(basis) => set({ basis })} placeholder="GB/T 43697" />
        <OneFilter id="r-pack" label={t('rules.pack')} value={list.filters.pack} options={packs.map((pack) => ({ value: pack.id, label: word(pack.name) }))} onChange={(pack) => set({ pack })} />
        <OneFilter id="r-kind" label={t('rules.kind')} value={list.filters.kind} options={kinds.map((kind) => ({ value: kind, label: t(`ruleKinds.${kind}`) }))} onChange={(kind) => set({ kind })} width={140} />
        <OneFilter id="r-verified" label={t('rules.verified')} value={list.filters.verified} options={['V', 'S', 'M', 'D'].map((level) => ({ value: level, label: t(`verified.${level}`) }))} onChange={(verified) => set({ verified })} width={140} />
      </FilterBar>
      <div className="table-tools no-print"><ExportButton small list="rules" filter={list.filters} /></div>
      <ServerTable name="rules" label={t('rules.tabs.rules')} query={rows} columns={columns} rowKey={(row) => `${row.pack}/${row.id}`} list={list} empty={<Empty title={t('rules.noRules')} text={t('assets.emptyFilteredText')} />} />
    </>
  );
}
