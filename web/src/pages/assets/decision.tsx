// Deciding, confirming or withdrawing a grade, with a reason. What the reader saw goes along (If-Match): somebody else's change in between is a conflict.
import { Alert, Button, Checkbox, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { refresh, useAct } from '@/api/hooks';
import type { AssetRow, GradeCode } from '@/api/types';
import { useNotices } from '@/house/confirm';
import { KeyValues } from '@/house/page';
import { GradeTag } from '@/house/marks';
import { ReasonDialog } from '@/house/reason-dialog';
import { grades } from './filter-bar';

type Kind = 'decided' | 'confirmed' | 'withdrawn';
type Props = { asset: AssetRow | null; etag: string | undefined; withdraw?: boolean; onClose: () => void };

export function DecisionDialog({ asset, etag, withdraw = false, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { done } = useNotices();
  const [kind, setKind] = useState<Kind>('decided');
  const [grade, setGrade] = useState<GradeCode>('important');
  const [alone, setAlone] = useState(false);
  useEffect(() => {
    if (!asset) return;
    setKind(withdraw ? 'withdrawn' : 'decided');
    setGrade(asset.proposed);
    setAlone(false);
  }, [asset, withdraw]);

  const act = useAct(
    (reason: string) =>
      unwrap(
        api.POST('/assets/{id}/decisions', {
          params: { path: { id: asset!.id }, ...(etag ? { header: { 'If-Match': etag } } : {}) },
          body: { kind, reason, alone, ...(kind === 'withdrawn' ? {} : { grade }) },
        }),
      ),
    ['/assets', '/workbench', '/reviews'],
    (result) => {
      const learned = result.learned.length ? ` ${t('decision.learned', { n: result.learned.length })}` : '';
      done((result.state === 'review' ? t('decision.toReview') : t('decision.saved')) + learned);
      close();
    },
  );
  const close = () => {
    act.reset();
    onClose();
  };
  const reload = () => {
    refresh(client, ['/assets']);
    close();
  };
  // Into core data and out of it: both need a second person.
  const core = kind !== 'withdrawn' && (grade === 'core' || asset?.effective === 'core');
  return (
    <ReasonDialog
      open={asset !== null}
      title={withdraw ? t('decision.withdraw') : t('decision.title')}
      danger={withdraw}
      submitText={withdraw ? t('decision.withdraw') : t('decision.submit')}
      pending={act.isPending}
      problem={act.error}
      problemAction={act.error?.code === 'conflict' && <Button size="small" onClick={reload}>{t('common.reload')}</Button>}
      onCancel={close}
      onSubmit={(reason) => act.mutate(reason)}
    >
      {asset && <KeyValues pairs={[[t('assets.name'), asset.name], [t('assets.proposed'), <GradeTag grade={asset.proposed} />]]} />}
      {core && <Alert type="warning" showIcon title={t('decision.coreWaits')} style={{ marginBottom: 12 }} />}
      {!withdraw && (
        <>
          <Radio.Group value={kind} onChange={(event) => setKind(event.target.value as Kind)} style={{ display: 'block', marginBottom: 10 }}>
            <Radio value="decided">{t('decision.kinds.decided')}</Radio>
            <Radio value="confirmed">{t('decision.kinds.confirmed')}</Radio>
          </Radio.Group>
          <div className="filter">
            <label htmlFor="decision-grade">{t('decision.grade')}</label>
            <Select id="decision-grade" value={grade} style={{ width: 180 }} options={grades.map((code) => ({ value: code, label: t(`grades.${code}`) }))} onChange={setGrade} />
          </div>
          {asset && grade !== asset.proposed && <p className="form-note">{t('decision.differs')}</p>}
        </>
      )}
      <div style={{ marginBottom: 12 }}>
        <Checkbox checked={alone} onChange={(event) => setAlone(event.target.checked)}>{t('decision.alone')}</Checkbox>
        <div className="secondary">{t('decision.aloneText')}</div>
      </div>
    </ReasonDialog>
  );
}
