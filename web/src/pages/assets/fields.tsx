// Columns in which something was recognised, with masked samples. A mistaken claim can be dismissed, and that can be taken back.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { EvidenceCard } from '@/house/evidence-card';
import { formatCount, formatTime } from '@/house/format';
import { InnerPager } from '@/house/inner-pager';
import { Masked, ShareBar } from '@/house/marks';
import { useInnerPages } from '@/house/paged';
import { Empty, Loaded } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { DismissDialog } from './dismiss';

export function FieldTab({ id, headers }: { id: string; headers: string[] }) {
  const { t } = useTranslation();
  const pages = useInnerPages('/assets/{id}/columns', { path: { id } });
  const [chosen, setChosen] = useState<{ id: string; name: string; dismissed: boolean } | null>(null);
  return (
    <>
      <div style={{ marginBottom: 8 }}><ExportButton small list="columns" filter={{ id }} /></div>
      <Loaded query={pages.query}>
        {(data) => (
          <>
            {data.items.length === 0 && <Empty small title={t('fields.empty')} />}
            {data.items.map((column) => (
              <FieldCard key={`${column.id}-${column.detector}`} column={column} choose={setChosen} />
            ))}
            {(pages.next || pages.back) && <InnerPager pages={pages} />}
          </>
        )}
      </Loaded>
      {headers.length > 0 && (
        <EvidenceCard head={t('fields.headers', { n: headers.length })}>
          <div className="break">{headers.join(' · ')}</div>
        </EvidenceCard>
      )}
      <DismissDialog chosen={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

function FieldCard({ column, choose }: { column: Schemas['Column']; choose: (chosen: { id: string; name: string; dismissed: boolean }) => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const can = useCan();
  const name = column.name ?? t('fields.numbered', { number: column.index + 1 });
  const act = () => choose({ id: column.id, name: `${name}: ${word(column.detector_name)}`, dismissed: column.dismissed !== null });
  return (
    <EvidenceCard
      head={<><span className="mono">{name}</span>{column.comment && <span className="secondary"> {column.comment}</span>} · {word(column.detector_name)} {column.personal && <span className="mark mark-info">{t('assets.personal')}</span>}</>}
      side={can('assets.decide') && <button type="button" className="link-button" onClick={act} aria-label={t(column.dismissed ? 'fields.restoreOf' : 'fields.dismissOf', { name })}>{column.dismissed ? t('fields.restore') : t('fields.dismiss')}</button>}
    >
      {column.dismissed && <div className="mark mark-warn" style={{ whiteSpace: 'normal', marginBottom: 6 }}>{t('fields.dismissed', { by: column.dismissed.by, time: formatTime(column.dismissed.at), reason: column.dismissed.reason })}</div>}
      <div>
        {t('fields.samples')} {column.samples.length ? column.samples.map((sample, n) => <span key={n} style={{ marginRight: 14 }}><Masked text={sample} /></span>) : t('common.none')}
      </div>
      <div>
        {t('fields.share')} <ShareBar share={column.share} /> · {t('fields.matches', { matches: formatCount(column.matches), distinct: formatCount(column.distinct) })} · {t('fields.confidence')} <ShareBar share={column.confidence} />
      </div>
      {column.masked && <div className="secondary">{t('assets.maskedOnly')}</div>}
      <div className="secondary break">{[column.table, column.item].filter(Boolean).join(' · ')}</div>
      {column.reasons.length > 0 && <div className="secondary break">{column.reasons.join(' · ')}</div>}
    </EvidenceCard>
  );
}
