// Versions of packs given to this node: upload a signed file, see what it would change, put it in force, go back.
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { ApiProblem } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useNotices } from '@/house/confirm';
import { formatTime } from '@/house/format';
import { JobCard } from '@/house/job-card';
import { useOpened } from '@/house/list-state';
import { useMovingJobs } from '@/house/moving-jobs';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { SignerList } from './signers';

type Version = Schemas['PackVersion'];
const largest = 2 * 1024 * 1024;

// The file is the request: what is signed travels as it is.
async function fileBody(file: File, tooLarge: string, notAPack: string): Promise<Schemas['PackFile']> {
  if (file.size > largest) throw new ApiProblem(413, 'limit', { zh: tooLarge, en: tooLarge });
  try {
    return JSON.parse(await file.text()) as Schemas['PackFile'];
  } catch {
    throw new ApiProblem(400, 'invalid_input', { zh: notAPack, en: notAPack });
  }
}

function UploadButton() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const input = useRef<HTMLInputElement>(null);
  const [, open] = useOpened('version');
  const upload = useAct(async (file: File) => unwrap(api.POST('/pack-versions', { body: await fileBody(file, t('packs.tooLarge'), t('packs.notAPack')) })), ['/pack-versions'], (version) => {
    done(t('packs.uploaded', { name: `${version.pack} ${version.version}` }));
    open(version.id);
  });
  return (
    <>
      <input ref={input} type="file" accept=".gdpack,application/json" hidden aria-label={t('packs.file')} onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = '';
        if (file) upload.mutate(file);
      }} />
      <Button type="primary" icon={<UploadOutlined />} loading={upload.isPending} onClick={() => input.current?.click()}>{t('packs.upload')}</Button>
      {upload.error && <Alert type="error" showIcon closable title={text(upload.error)} style={{ marginTop: 12, whiteSpace: 'pre-wrap' }} onClose={() => upload.reset()} />}
    </>
  );
}

export function VersionList() {
  const { t } = useTranslation();
  const can = useCan();
  const [, open] = useOpened('version');
  const rows = useGet('/pack-versions');
  const jobs = useMovingJobs('regrade');
  const [signers, setSigners] = useState(false);
  const columns: Column<Version>[] = [
    { key: 'pack', title: t('rules.pack'), render: (_value, row) => <button type="button" className="link-button" onClick={() => open(row.id)}>{row.pack}</button> },
    { key: 'version', title: t('rules.version'), render: (_value, row) => <span className="mono">{row.version}</span> },
    { key: 'state', title: t('packs.state'), render: (_value, row) => <span className="mark">{row.active ? t('packs.inForce') : t('packs.kept')}</span> },
    { key: 'signer', title: t('packs.signer'), render: (_value, row) => <div className="two-lines">{row.signer}<span className="secondary mono" title={row.fingerprint}>{row.fingerprint.slice(0, 16)}</span></div> },
    { key: 'uploaded', title: t('packs.uploadedAt'), render: (_value, row) => <div className="two-lines">{row.by}<span className="secondary">{formatTime(row.uploaded)}</span></div> },
    { key: 'activated', title: t('packs.activatedAt'), render: (_value, row) => formatTime(row.activated) },
  ];
  return (
    <>
      <div className="table-tools no-print" style={{ display: 'block' }}>
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          {can('packs.manage') && <UploadButton />}
          <Button onClick={() => setSigners(true)}>{t('packs.signers')}</Button>
        </div>
        <p className="form-note">{t('packs.text')}</p>
        {jobs.map((job) => <JobCard key={job.id} job={job} />)}
      </div>
      <ServerTable name="packVersions" label={t('rules.tabs.versions')} query={rows} columns={columns} rowKey={(row) => row.id} empty={<Empty title={t('packs.empty')} text={t('packs.emptyText')} />} />
      {signers && <SignerList onClose={() => setSigners(false)} />}
    </>
  );
}
