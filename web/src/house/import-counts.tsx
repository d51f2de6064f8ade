// What an import did or would do, in figures, and the first rows it refuses.
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from './bilingual';
import { formatCount } from './format';
import type { ImportResult } from './job-result';
import { KpiStrip } from './page';

export function ImportCounts({ result }: { result: ImportResult }) {
  const { t } = useTranslation();
  const word = useWord();
  const check = result.mode === 'check';
  const figures = [
    { key: 'created', label: t(check ? 'transfers.wouldCreate' : 'transfers.created'), value: formatCount(result.created) },
    { key: 'changed', label: t(check ? 'transfers.wouldChange' : 'transfers.changed'), value: formatCount(result.changed) },
    { key: 'unchanged', label: t('transfers.unchanged'), value: formatCount(result.unchanged) },
    { key: 'review', label: t('transfers.review'), value: formatCount(result.review) },
    { key: 'failed', label: t('transfers.failed'), value: formatCount(result.failed) },
  ];
  const nothing = result.created + result.changed + result.review + result.failed === 0;
  return (
    <>
      <KpiStrip items={figures} />
      {nothing && <Alert type="info" showIcon title={t('transfers.nothing')} style={{ marginBottom: 12 }} />}
      {result.passed_by.length > 0 && <p className="form-note">{t('transfers.passedBy', { names: result.passed_by.join('、') })}</p>}
      {result.merged > 0 && <p className="form-note">{t('transfers.merged', { n: result.merged })}</p>}
      {result.first_faults.length > 0 && (
        <div style={{ maxHeight: 240, overflow: 'auto', marginBottom: 12 }}>
          <table className="kv">
            <caption style={{ textAlign: 'left' }}>{t('transfers.firstFaults', { n: result.first_faults.length })}</caption>
            <thead><tr><th scope="col" style={{ width: 120 }}>{t('transfers.cell')}</th><th scope="col">{t('transfers.reason')}</th></tr></thead>
            <tbody>
              {result.first_faults.map((fault) => (
                <tr key={fault.row}><td className="mono nowrap">{fault.cell}</td><td className="break">{word(fault)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
