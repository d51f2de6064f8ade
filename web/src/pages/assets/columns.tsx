// The columns of the asset list: eight, each with a main and a sub line, so that they fit without a horizontal bar.
import { useTranslation } from 'react-i18next';
import type { AssetRow } from '@/api/types';
import { formatBytes, formatCount, formatShort } from '@/house/format';
import { GradeTag, StateMark } from '@/house/marks';
import { useWord } from '@/house/bilingual';
import type { Column } from '@/house/server-table';
import { useLanguage } from '@/i18n';
import { useNames } from './names';

type Acts = { wide: boolean; open: (id: string) => void; decide: ((row: AssetRow) => void) | null; waits: (row: AssetRow) => boolean; narrow: (filter: { category?: string[]; source?: string[]; kind?: string[] }) => void };

function leaf(path: string): string {
  const parts = path.split(/ \/ |\//);
  return parts[parts.length - 1] || path;
}

export function useAssetColumns({ wide, open, decide, waits, narrow }: Acts): Column<AssetRow>[] {
  const { t } = useTranslation();
  const word = useWord();
  const names = useNames();
  // English words are longer, Chinese names of files as long as ever.
  const english = useLanguage().language === 'en';
  const narrowing = (words: string, act: () => void) => (
    <button type="button" className="link-button ellipsis" title={t('assets.narrow', { value: words })} onClick={act} style={{ maxWidth: '100%', display: 'block', color: 'inherit' }}>
      {words}
    </button>
  );
  const columns: Column<AssetRow>[] = [
    {
      key: 'name', title: t('assets.name'), sorter: true, width: english ? 196 : 216,
      render: (_value, row) => (
        <div className="two-lines" style={{ maxWidth: '100%' }}>
          <button type="button" className="link-button cell-link ellipsis" style={{ maxWidth: '100%', display: 'block' }} title={row.name} onClick={() => open(row.id)}>{row.name}</button>
          <span className="secondary ellipsis" title={row.location}>{row.demo && <span className="demo-mark" style={{ marginRight: 4 }}>{t('demo.mark')}</span>}<span className="mono">{row.id}</span></span>
        </div>
      ),
    },
    {
      key: 'source', title: t('assets.source'), width: english ? 118 : 140,
      render: (_value, row) => (
        <div className="two-lines">
          {row.source ? narrowing(row.source_name ?? row.source, () => narrow({ source: [row.source!] })) : t('common.none')}
          <span className="secondary ellipsis" title={row.location}>{leaf(row.location)}</span>
        </div>
      ),
    },
    {
      key: 'category', title: t('assets.category'), width: english ? 122 : 140,
      render: (_value, row) => (
        <div className="two-lines">
          {row.category ? narrowing(leaf(names.category(row.category)), () => narrow({ category: [row.category] })) : t('assets.noCategory')}
          <span className="secondary">{names.kind(row.kind)}{row.formats[0] ? ` · ${row.formats[0]}` : ''}</span>
        </div>
      ),
    },
    {
      key: 'grade', title: t('assets.proposed'), sorter: true, width: 128,
      render: (_value, row) => (
        <div className="two-lines">
          <GradeTag grade={row.proposed} />
          {row.effective !== row.proposed && <span className="secondary">{t('assets.inForce', { grade: t(`grades.${row.effective}`) })}</span>}
        </div>
      ),
    },
    {
      key: 'why', title: t('assets.why'),
      render: (_value, row) => <div className="secondary" title={word(row.top_reason)} style={{ maxHeight: 36, overflow: 'hidden', whiteSpace: 'normal' }}>{word(row.top_reason) || t('common.none')}</div>,
    },
    {
      key: 'rows', title: t('assets.size'), sorter: true, align: 'right', width: english ? 136 : 110,
      render: (_value, row) => (
        <div className="two-lines">
          {row.rows > 0 ? formatCount(row.rows) : formatBytes(row.bytes)}
          <span className="secondary nowrap">{row.persons > 0 ? t('assets.persons', { n: formatCount(row.persons) }) : t('assets.files', { n: formatCount(row.carriers) })}</span>
        </div>
      ),
    },
    {
      key: 'last_seen', title: t('assets.state'), sorter: true, width: 118,
      render: (_value, row) => (
        <div className="two-lines">
          {row.vanished ? <span className="mark mark-warn">{t('assets.vanished')}</span> : <StateMark state={row.state} />}
          <span className="secondary">{formatShort(row.last_seen)}</span>
        </div>
      ),
    },
    {
      key: 'acts', title: t('common.acts'), width: english ? 134 : 96,
      render: (_value, row) => (
        <span className="nowrap">
          <button type="button" className="link-button" onClick={() => open(row.id)} aria-label={t('assets.evidenceOf', { name: row.name })}>{t('assets.evidence')}</button>{' '}
          {decide && waits(row) && (
            <button type="button" className="link-button" onClick={() => decide(row)} aria-label={t('assets.decideOf', { name: row.name })}>{t('assets.decide')}</button>
          )}
        </span>
      ),
    },
  ];
  // The reason is in the drawer too: on narrow screens it is the column that goes.
  return wide ? columns : columns.filter((column) => column.key !== 'why');
}
