// What an export or import has come to: its progress, its files, and what an import counted.
import { Alert, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { linkTo } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import type { Bilingual, Job } from '@/api/types';
import { DownloadButton } from './download';
import { formatCount, formatTime } from './format';
import { isMoving } from './moving-jobs';

export type JobFile = { name: string; format: string; rows: number; bytes: number; sm3: string; expires: string };
export type Fault = { row: number; cell: string } & Bilingual;
export type ImportResult = {
  mode: 'check' | 'apply'; name: string; rows: number; created: number; changed: number; unchanged: number; review: number; failed: number;
  first_faults: Fault[]; passed_by: string[]; merged: number; files: JobFile[];
};

export const filesOf = (job: Job): JobFile[] => ((job.result as { files?: JobFile[] } | null)?.files ?? []).filter((file) => new Date(file.expires).getTime() > Date.now());
export const importOf = (job: Job): ImportResult | null => (job.kind === 'import' && job.result ? (job.result as ImportResult) : null);

export function JobProgress({ job, label }: { job: Job; label: string }) {
  const { t } = useTranslation();
  if (!isMoving(job)) return null;
  return (
    <div role="status">
      <Progress percent={Math.floor((job.share ?? 0) * 100)} status="active" showInfo={job.share !== null} aria-label={label} />
      <div className="secondary">{job.state === 'queued' ? t('transfers.queued') : job.progress ? t('transfers.rowsDone', { done: formatCount(job.progress.items_done), found: formatCount(job.progress.items_found) }) : t('transfers.working')}</div>
    </div>
  );
}

export function JobFailure({ job }: { job: Job }) {
  const { t } = useTranslation();
  const text = useProblemText();
  if (isMoving(job) || job.state === 'done') return null;
  return <Alert type="error" showIcon title={job.error ? text(problemFrom(job.error.status, job.error)) : `${t('transfers.failedJob')}: ${t(`jobStates.${job.state}`)}`} style={{ marginTop: 12 }} />;
}

export function JobFiles({ job, link = false, label }: { job: Job; link?: boolean; label?: string }) {
  const { t } = useTranslation();
  return (
    <>
      {filesOf(job).map((file) => (
        <div key={file.name}>
          <DownloadButton link={link} address={linkTo(`/jobs/${job.id}/files/${file.name}`, {})} name={file.name}>{label ?? t('transfers.download', { name: file.name })}</DownloadButton>{' '}
          <span className="secondary">{t('transfers.rows', { n: formatCount(file.rows) })} · {t('transfers.expires', { time: formatTime(file.expires) })}</span>
        </div>
      ))}
    </>
  );
}
