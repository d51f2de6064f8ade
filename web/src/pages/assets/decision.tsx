// Deciding, confirming or withdrawing a grade, with a reason. The asset is read anew when the dialog opens, shown as it stands, and sent back
// under that reading's ETag (If-Match): what somebody else does meanwhile is a conflict that says who and when, never overwritten.
import { Alert, Button, Checkbox, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap, unwrapTagged } from '@/api/client';
import { refresh, useAct } from '@/api/hooks';
import type { Asset, GradeCode } from '@/api/types';
import { useCan } from '@/app/session';
import { useNotices } from '@/house/confirm';
import { formatTime } from '@/house/format';
import { KeyValues } from '@/house/page';
import { GradeTag } from '@/house/marks';
import { ReasonDialog } from '@/house/reason-dialog';
import { Loading } from '@/house/states';
import { grades } from './filter-bar';

type Kind = 'decided' | 'confirmed' | 'withdrawn';
type Props = { id: string | null; withdraw?: boolean; onClose: () => void };

export function DecisionDialog({ id, withdraw = false, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { done } = useNotices();
  // An authority only records what it confirms; the organisation decides, and may record a confirmation it has on paper.
  const decides = useCan()('assets.decide');
  const [kind, setKind] = useState<Kind>('decided');
  const [grade, setGrade] = useState<GradeCode>('important');
  const [alone, setAlone] = useState(false);
  const look = useAct((asset: string) => unwrapTagged(api.GET('/assets/{id}', { params: { path: { id: asset } } })), [], ({ value }) => setGrade(value.proposed));
  const { mutate: read, reset: forget } = look;
  const asset = id !== null && look.data?.value.id === id ? look.data.value : null;
  useEffect(() => {
    forget();
    if (id === null) return;
    setKind(withdraw ? 'withdrawn' : decides ? 'decided' : 'confirmed');
    setAlone(false);
    read(id);
  }, [id, withdraw, decides, read, forget]);

  const act = useAct(
    (reason: string) => {
      const etag = look.data?.etag;
      return unwrap(
        api.POST('/assets/{id}/decisions', {
          params: { path: { id: id! }, ...(etag ? { header: { 'If-Match': etag } } : {}) },
          body: { kind, reason, alone, ...(kind === 'withdrawn' ? {} : { grade }) },
        }),
      );
    },
    ['/assets', '/workbench', '/reviews'],
    (result) => {
      const learned = result.learned.length ? ` ${t('decision.learned', { n: result.learned.length })}` : '';
      const later = result.later ? ` ${t('decision.later')}` : '';
      done((result.state === 'review' ? t('decision.toReview') : t('decision.saved')) + learned + later);
      close();
    },
  );
  const close = () => {
    act.reset();
    onClose();
  };
  // What was typed stays; the asset and the list behind are read anew.
  const reload = () => {
    act.reset();
    refresh(client, ['/assets', '/workbench']);
    if (id) read(id);
  };
  // Into core data and out of it: both need a second person.
  const core = kind !== 'withdrawn' && (grade === 'core' || asset?.effective === 'core');
  const problem = act.error ?? look.error;
  const again = (act.error?.code === 'conflict' || look.error) && <Button size="small" onClick={reload}>{t('common.reload')}</Button>;
  return (
    <ReasonDialog
      open={id !== null}
      about={id ?? ''}
      title={withdraw ? t('decision.withdraw') : t('decision.title')}
      danger={withdraw}
      submitText={withdraw ? t('decision.withdraw') : t('decision.submit')}
      ready={asset !== null && act.error?.code !== 'conflict'}
      pending={act.isPending}
      problem={problem}
      problemAction={again}
      onCancel={close}
      onSubmit={(reason) => act.mutate(reason)}
    >
      {asset ? <Standing asset={asset} /> : look.isPending && <Loading />}
      {core && <Alert type="warning" showIcon title={t('decision.coreWaits')} style={{ marginBottom: 12 }} />}
      {!withdraw && (
        <>
          <Radio.Group value={kind} onChange={(event) => setKind(event.target.value as Kind)} style={{ display: 'block', marginBottom: 10 }}>
            <Radio value="decided" disabled={!decides}>{t('decision.kinds.decided')}</Radio>
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

// What holds now, and who made it so.
function Standing({ asset }: { asset: Asset }) {
  const { t } = useTranslation();
  const inForce = asset.confirmed ?? asset.decided;
  const current = inForce ? (
    <>
      <GradeTag grade={inForce.grade} /> <span className="secondary">{inForce.by} · {formatTime(inForce.at)}</span>
    </>
  ) : t('assets.notDecided');
  return (
    <>
      {asset.review && <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('decision.waits', { by: asset.review.by, time: formatTime(asset.review.at), grade: t(`grades.${asset.review.grade}`) })} />}
      <KeyValues pairs={[[t('assets.name'), asset.name], [t('assets.id'), <span className="mono">{asset.id}</span>], [t('assets.proposed'), <GradeTag grade={asset.proposed} />], [t('assets.current'), current]]} />
    </>
  );
}
