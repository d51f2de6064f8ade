// Submit, return, approve. Who answered does neither of the last two.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useNotices } from '@/house/confirm';
import { ReasonDialog } from '@/house/reason-dialog';
import type { Detail } from './marks';

type State = 'submitted' | 'returned' | 'approved';

export function StateButtons({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { done, failed } = useNotices();
  const [asking, setAsking] = useState<'returned' | 'approved' | null>(null);
  const say = useAct(({ state, note }: { state: State; note?: string }) => unwrap(api.PUT('/assessments/{id}/state', { params: { path: { id: detail.id }, header: { 'If-Match': `"${detail.version}"` } }, body: { state, ...(note ? { note } : {}) } })), ['/assessments'], (_found, { state }) => {
    done(t(`diagnosis.did.${state}`));
    setAsking(null);
  });
  const complete = detail.answered === detail.applicable && detail.applicable > 0 && detail.conflicts === 0;
  if (detail.state === 'submitted' && detail.may.review) {
    return (
      <>
        <Button onClick={() => setAsking('returned')}>{t('diagnosis.return')}</Button>
        <Button type="primary" onClick={() => setAsking('approved')}>{t('diagnosis.approve')}</Button>
        <ReasonDialog open={asking !== null} about={detail.id} title={t(asking === 'returned' ? 'diagnosis.return' : 'diagnosis.approve')} submitText={t(asking === 'returned' ? 'diagnosis.return' : 'diagnosis.approve')} pending={say.isPending} problem={say.error} onCancel={() => setAsking(null)} onSubmit={(note) => asking && say.mutate({ state: asking, note })} />
      </>
    );
  }
  if (!detail.may.answer || detail.state === 'submitted' || detail.state === 'approved') return null;
  return <Button type="primary" disabled={!complete} title={complete ? '' : t('diagnosis.notReady')} loading={say.isPending} onClick={() => say.mutate({ state: 'submitted' }, { onError: failed })}>{t('diagnosis.submit')}</Button>;
}
