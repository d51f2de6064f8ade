// A job as it moves: what, how far, how to stop it.
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { problemFrom } from '@/api/problem';
import type { Job } from '@/api/types';
import { useNotices } from './confirm';
import { formatBytes, formatCount, formatTime } from './format';
import { JobMark } from './marks';
import { isMoving } from './moving-jobs';

export function JobCard({ job }: { job: Job }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { failed } = useNotices();
  const cancel = useAct(() => unwrap(api.POST('/jobs/{id}/cancel', { params: { path: { id: job.id } } })), ['/jobs', '/scans', '/workbench']);
  const moving = isMoving(job);
  const { progress } = job;
  return (
    <div className="evidence" data-job={job.id} data-state={job.state}>
      <div className="evidence-head">
        <span className="break">{job.title || t(`jobKinds.${job.kind}`)} <JobMark state={job.state} /></span>
        <span>{moving ? <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate(undefined, { onError: failed })}>{t('jobs.cancel')}</Button> : formatTime(job.finished)}</span>
      </div>
      <div className="evidence-body">
        {moving && (
          <Progress percent={Math.floor((job.share ?? 0) * 100)} status="active" showInfo={job.share !== null} aria-label={t('jobs.progress', { title: job.title })} />
        )}
        {progress && (
          <div>{t('jobs.items', { done: formatCount(progress.items_done), found: formatCount(progress.items_found), bytes: formatBytes(progress.bytes_done) })}{progress.items_skipped > 0 && t('jobs.skipped', { n: formatCount(progress.items_skipped) })}</div>
        )}
        {moving && progress?.current && <div className="secondary ellipsis" title={progress.current}>{progress.current}</div>}
        {job.error && <div className="danger">{text(problemFrom(job.error.status, job.error))}</div>}
        <div className="secondary">{job.by} · {formatTime(job.created)}</div>
      </div>
    </div>
  );
}
