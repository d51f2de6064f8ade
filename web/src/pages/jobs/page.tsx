// One's jobs, with the files they made.
import { useTranslation } from 'react-i18next';
import { useLive } from '@/api/events';
import type { Job } from '@/api/types';
import { formatTime } from '@/house/format';
import { importOf, JobFailure, JobFiles, JobProgress } from '@/house/job-result';
import { useListState } from '@/house/list-state';
import { JobMark } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';

const noFilters = {} as const;

export default function JobsPage() {
  const { t } = useTranslation();
  const live = useLive();
  const list = useListState(noFilters);
  const rows = usePaged('/jobs', list, { poll: live ? false : 2_000 });
  const columns: Column<Job>[] = [
    { key: 'job', title: t('transfers.job'), render: (_value, job) => <div className="two-lines">{job.title || t(`jobKinds.${job.kind}`)}<span className="secondary">{t(`jobKinds.${job.kind}`)} · {job.by}</span></div> },
    { key: 'at', title: t('transfers.at'), render: (_value, job) => <div className="two-lines nowrap">{formatTime(job.created)}<span className="secondary">{formatTime(job.finished)}</span></div> },
    { key: 'state', title: t('transfers.outcome'), render: (_value, job) => <Outcome job={job} /> },
    { key: 'files', title: t('transfers.files'), render: (_value, job) => <JobFiles job={job} link /> },
  ];
  return (
    <PageFrame title={t('transfers.titleJobs')} rule={t('transfers.jobsRule')} actions={<ExportButton list="jobs" />}>
      <Panel flush>
        <ServerTable name="jobs" label={t('transfers.titleJobs')} query={rows} columns={columns} rowKey={(job) => job.id} list={list} empty={<Empty title={t('transfers.noJobs')} />} />
      </Panel>
    </PageFrame>
  );
}

function Outcome({ job }: { job: Job }) {
  const { t } = useTranslation();
  const result = importOf(job);
  return (
    <div style={{ maxWidth: 420, whiteSpace: 'normal' }}>
      <JobMark state={job.state} />
      <JobProgress job={job} label={job.title} />
      <JobFailure job={job} />
      {result && <div className="secondary">{t('transfers.importOutcome', { ...result })}</div>}
    </div>
  );
}
