// The bar over a selection, and the dialog that decides many at once. "All that match" is a filter for the server, never a list of ids.
import { Alert, App, Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import type { AssetRow, GradeCode, Schemas } from '@/api/types';
import { formatCount } from '@/house/format';
import { GradeTag } from '@/house/marks';
import { ReasonDialog } from '@/house/reason-dialog';
import { grades } from './filter-bar';
import { filterMap, type AssetQuery } from './filters';

const listed = 8;
type Props = { selected: AssetRow[]; query: AssetQuery; total: number; onClear: () => void; onDone: () => void };

export function BatchBar({ selected, query, total, onClear, onDone }: Props) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const [open, setOpen] = useState(false);
  const facets = useGet('/assets/facets', { query }, { enabled: whole });
  const core = whole ? (facets.data?.grade.find((facet) => facet.value === 'core')?.count ?? 0) : selected.filter((row) => row.proposed === 'core').length;
  const count = whole ? total : selected.length;
  return (
    <div className="batch no-print" role="region" aria-label={t('batch.title')}>
      <span>{t('batch.selected', { n: formatCount(count) })}{core > 0 && t('batch.core', { n: formatCount(core) })}</span>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>{t('batch.confirm')}</Button>
      {total > selected.length && (
        <button type="button" className="link-button" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {whole ? t('batch.onlySelected', { n: selected.length }) : t('batch.whole', { n: formatCount(total) })}
        </button>
      )}
      <button type="button" className="link-button" onClick={onClear}>{t('batch.clear')}</button>
      <BatchDialog open={open} selected={selected} whole={whole} query={query} count={count} core={core} onCancel={() => setOpen(false)} onDone={onDone} />
    </div>
  );
}

type DialogProps = { open: boolean; selected: AssetRow[]; whole: boolean; query: AssetQuery; count: number; core: number; onCancel: () => void; onDone: () => void };

function BatchDialog({ open, selected, whole, query, count, core, onCancel, onDone }: DialogProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [kind, setKind] = useState<'decided' | 'confirmed'>('decided');
  const [accept, setAccept] = useState(true);
  const [grade, setGrade] = useState<GradeCode>();
  const target = whole ? { filter: filterMap(query) } : { ids: selected.map((row) => row.id) };
  const done = (result: Schemas['BatchResult']) => {
    onCancel();
    void modal.info({ title: t('batch.result'), content: <BatchOutcome result={result} />, okText: t('common.close'), onOk: onDone, onCancel: onDone });
  };
  const act = useAct(
    (reason: string) => unwrap(api.POST('/assets/decisions', { body: { ...target, kind, reason, ...(accept ? { accept: true } : { grade: grade! }) } })),
    ['/assets', '/workbench', '/reviews'],
    done,
  );
  const waits = accept ? core : grade === 'core' ? count : core;
  return (
    <ReasonDialog open={open} about={whole ? JSON.stringify(target) : selected.map((row) => row.id).join()} title={t('batch.title')} submitText={t('batch.submit', { n: formatCount(count) })} ready={accept || grade !== undefined} pending={act.isPending} problem={act.error} onCancel={onCancel} onSubmit={(reason) => act.mutate(reason)}>
      {waits > 0 && <Alert type="warning" showIcon title={t('batch.coreWaits', { all: formatCount(count), core: formatCount(waits) })} style={{ marginBottom: 12 }} />}
      <Radio.Group value={kind} onChange={(event) => setKind(event.target.value as 'decided')} style={{ display: 'block', marginBottom: 10 }}>
        <Radio value="decided">{t('decision.kinds.decided')}</Radio>
        <Radio value="confirmed">{t('decision.kinds.confirmed')}</Radio>
      </Radio.Group>
      <Radio.Group value={accept} onChange={(event) => setAccept(event.target.value as boolean)} style={{ display: 'block', marginBottom: 12 }}>
        <Radio value>{t('batch.accept')}</Radio>
        <Radio value={false}>{t('batch.one')}</Radio>
      </Radio.Group>
      {!accept && <Select aria-label={t('decision.grade')} style={{ width: 160, marginBottom: 12, display: 'flex' }} value={grade ?? null} options={grades.map((code) => ({ value: code, label: t(`grades.${code}`) }))} onChange={(code: GradeCode) => setGrade(code)} placeholder={t('decision.grade')} />}
      {!whole && (
        <table className="grid-table" style={{ marginBottom: 12 }}>
          <thead>
            <tr><th>{t('assets.name')}</th><th>{t('batch.before')}</th><th>{t('batch.after')}</th></tr>
          </thead>
          <tbody>
            {selected.slice(0, listed).map((row) => (
              <tr key={row.id}>
                <td className="break">{row.name}</td>
                <td><GradeTag grade={row.state === 'pending' ? null : row.effective} /></td>
                <td><GradeTag grade={accept ? row.proposed : (grade ?? null)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!whole && selected.length > listed && <p className="form-note">{t('batch.further', { n: selected.length - listed })}</p>}
      {whole && <p className="form-note">{t('batch.wholeText', { n: formatCount(count) })}</p>}
    </ReasonDialog>
  );
}

function BatchOutcome({ result }: { result: Schemas['BatchResult'] }) {
  const { t, i18n } = useTranslation();
  const why = (code: string) => (i18n.exists(`errors.${code}`) ? t(`errors.${code}`, { by: '', at: '' }) : code);
  return (
    <>
      <p>{t('batch.done', { done: formatCount(result.done), review: formatCount(result.review) })}</p>
      {result.learned > 0 && <p>{t('decision.learned', { n: formatCount(result.learned) })}</p>}
      {result.later && <p>{t('decision.later')}</p>}
      {result.refused.length > 0 && <p>{t('batch.refused', { n: result.refused.length })}</p>}
      <ul>
        {result.refused.slice(0, listed).map(({ asset, code }) => (
          <li key={asset}><span className="mono">{asset}</span> {why(code)}</li>
        ))}
      </ul>
    </>
  );
}
