// Keys, tokens and passwords found: by place, never by value.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { placeWithin } from '@/house/format';
import { useListState } from '@/house/list-state';
import { Masked, ShareBar } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { DismissDialog } from '../assets/dismiss';

const noFilters = {} as const;

export default function CredentialsPage() {
  const { t } = useTranslation();
  const word = useWord();
  const can = useCan();
  const list = useListState(noFilters);
  const rows = usePaged('/credentials', list);
  const [chosen, setChosen] = useState<{ id: string; name: string; dismissed: boolean } | null>(null);
  const columns: Column<Schemas['Credential']>[] = [
    { key: 'name', title: t('credentials.kind'), render: (_value, row) => <div className="two-lines">{word(row.name)}<span className="secondary mono">{row.detector}</span></div> },
    { key: 'place', title: t('findings.place'), render: (_value, row) => <div className="break" style={{ maxWidth: 'min(460px, 24vw)', whiteSpace: 'normal' }}><span className="mono">{row.item}</span><div className="secondary">{placeWithin(row.place, row.item)}</div></div> },
    { key: 'sample', title: t('findings.sample'), render: (_value, row) => <Masked text={row.sample} /> },
    { key: 'confidence', title: t('fields.confidence'), render: (_value, row) => <ShareBar share={row.confidence} /> },
    { key: 'asset', title: t('credentials.asset'), render: (_value, row) => (row.asset ? <Link to={`/assets?tab=all&asset=${encodeURIComponent(row.asset)}`}>{t('assets.evidence')}</Link> : t('common.none')) },
  ];
  if (can('assets.decide')) {
    columns.push({ key: 'acts', title: t('common.acts'), render: (_value, row) => <button type="button" className="link-button" onClick={() => setChosen({ id: row.id, name: `${word(row.name)} · ${row.place}`, dismissed: false })}>{t('fields.dismiss')}</button> });
  }
  return (
    <PageFrame title={t('credentials.title')} rule={t('credentials.rule')} actions={<ExportButton list="credentials" />}>
      <Panel flush>
        <ServerTable name="credentials" label={t('credentials.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('credentials.empty')} text={t('credentials.emptyText')} />} />
      </Panel>
      <DismissDialog chosen={chosen} onClose={() => setChosen(null)} />
    </PageFrame>
  );
}
