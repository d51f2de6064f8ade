// Marking a finding or a column claim as mistaken, or taking that back.
import { Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useConfirm, useNotices } from '@/house/confirm';
import { ReasonDialog } from '@/house/reason-dialog';

type Chosen = { id: string; name: string; dismissed: boolean };
const affected = ['/assets', '/workbench', '/credentials', '/personal-inventory'];

export function DismissDialog({ chosen, onClose }: { chosen: Chosen | null; onClose: () => void }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const [alone, setAlone] = useState(false);
  const said = (learned: unknown[], words: string) => {
    done(words + (learned.length ? ` ${t('decision.learned', { n: learned.length })}` : ''));
    onClose();
  };
  const dismiss = useAct((reason: string) => unwrap(api.PUT('/findings/{id}/dismissal', { params: { path: { id: chosen!.id } }, body: { reason, alone } })), affected, ({ learned }) => said(learned, t('fields.dismissDone')));
  const restore = useAct((id: string) => unwrap(api.DELETE('/findings/{id}/dismissal', { params: { path: { id } } })), affected, ({ learned }) => said(learned, t('fields.restoreDone')));
  const { mutateAsync } = restore;
  const { reset } = dismiss;
  useEffect(() => {
    if (!chosen) return;
    reset();
    setAlone(false);
    if (chosen.dismissed) {
      ask(t('fields.restore'), t('fields.restoreText', { name: chosen.name }), t('fields.restore'), () => mutateAsync(chosen.id, { onError: failed }));
      onClose();
    }
    // Only a newly chosen claim opens anything.
    // eslint-disable-next-line
  }, [chosen]);
  return (
    <ReasonDialog open={chosen !== null && !chosen.dismissed} about={chosen?.id ?? ''} title={t('fields.dismissTitle')} submitText={t('fields.dismiss')} pending={dismiss.isPending} problem={dismiss.error} onCancel={onClose} onSubmit={(reason) => dismiss.mutate(reason)}>
      <p style={{ marginBottom: 8 }}>{chosen?.name}</p>
      <p className="form-note">{t('fields.dismissText')}</p>
      <div style={{ marginBottom: 12 }}>
        <Checkbox checked={alone} onChange={(event) => setAlone(event.target.checked)}>{t('decision.alone')}</Checkbox>
      </div>
    </ReasonDialog>
  );
}
