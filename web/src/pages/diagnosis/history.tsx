// The log: everything that was said, by whom, from which device, and whether it still stands.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatSeconds } from '@/house/format';
import { useListState } from '@/house/list-state';
import { Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';

type Row = Schemas['AssessEntry'];
const noFilters = {} as const;

export function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const list = useListState(noFilters);
  const rows = usePaged('/assessments/{id}/history', list, { path: { id } });
  const own = (row: Row) => (row.about.startsWith('work.') ? t(`diagnosis.work.${row.about.slice(5)}`, { defaultValue: row.about }) : row.about);
  const columns: Column<Row>[] = [
    { key: 'at', title: t('diagnosis.at'), render: (_value, row) => <span className="nowrap">{formatSeconds(row.at)}</span> },
    { key: 'by', title: t('diagnosis.author'), render: (_value, row) => <div className="two-lines">{row.author}<span className="secondary">{row.device}</span></div> },
    { key: 'about', title: t('diagnosis.item'), render: (_value, row) => <div className="two-lines" style={{ maxWidth: 320, whiteSpace: 'normal' }}>{row.title ? word(row.title) : own(row)}<span className="secondary mono">{row.about}</span></div> },
    { key: 'value', title: t('diagnosis.said'), render: (_value, row) => <div className="two-lines break" style={{ maxWidth: 360, whiteSpace: 'normal' }}>{row.value === '' ? t('diagnosis.takenBack') : row.about === 'work.state' ? t(`diagnosis.states.${row.value}`, { defaultValue: row.value }) : row.about === 'work.sharing' ? t(row.value === 'yes' ? 'common.yes' : 'common.no') : word(row.words)}<span className="secondary">{row.note}</span></div> },
    { key: 'basis', title: t('diagnosis.basis'), render: (_value, row) => <span>{t(`diagnosis.kinds.${row.kind}`)} · {t(`diagnosis.bases.${row.basis}`)}</span> },
    { key: 'stands', title: t('diagnosis.stands'), render: (_value, row) => (row.stands ? <span className="mark mark-good">{t('diagnosis.standsYes')}</span> : <span className="mark">{t('diagnosis.standsNo')}</span>) },
  ];
  return (
    <Panel flush>
      <ServerTable name="answers" label={t('diagnosis.tabs.history')} query={rows} columns={columns} rowKey={(row) => row.entry} list={list} empty={<Empty title={t('diagnosis.noHistory')} />} />
    </Panel>
  );
}
