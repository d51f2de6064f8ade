// The due day, and whether the enterprise agreed that who supervises it reads answers and evidence.
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { useNotices } from '@/house/confirm';
import { Panel } from '@/house/page';
import type { Detail } from './marks';

export function Terms({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const [due, setDue] = useState(detail.due ?? '');
  const [note, setNote] = useState('');
  const set = useAct((body: { due?: string; shared?: boolean; note?: string }) => unwrap(api.PUT('/assessments/{id}/terms', { params: { path: { id: detail.id }, header: { 'If-Match': `"${detail.version}"` } }, body })), ['/assessments'], () => {
    done(t('diagnosis.kept'));
    setNote('');
  });
  return (
    <Panel title={t('diagnosis.terms')}>
      {set.error && <Alert type="error" showIcon title={text(set.error)} style={{ marginBottom: 12 }} />}
      <div className="diag-terms no-print">
        <label htmlFor="due">{t('diagnosis.due')}</label>
        <Input id="due" type="date" style={{ width: 170 }} value={due} onChange={(event) => setDue(event.target.value)} />
        <Button loading={set.isPending} disabled={due === (detail.due ?? '')} onClick={() => set.mutate({ due })}>{t('common.save')}</Button>
      </div>
      <p style={{ margin: '12px 0 6px' }}>{t(detail.shared ? 'diagnosis.sharedYes' : 'diagnosis.sharedNo')}</p>
      <div className="diag-terms no-print">
        <Input style={{ width: 420 }} maxLength={4000} aria-label={t('diagnosis.sharedNote')} placeholder={t('diagnosis.sharedNote')} value={note} onChange={(event) => setNote(event.target.value)} />
        <Button loading={set.isPending} disabled={note.trim() === ''} onClick={() => set.mutate({ shared: !detail.shared, note: note.trim() })}>{t(detail.shared ? 'diagnosis.unshare' : 'diagnosis.share')}</Button>
      </div>
    </Panel>
  );
}
