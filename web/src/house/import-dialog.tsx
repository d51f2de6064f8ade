// Fills a list from a file: template, upload, a check that writes nothing, what it found, and then the import itself.
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, linkTo, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Job, Schemas } from '@/api/types';
import { useLanguage } from '@/i18n';
import { useWord } from './bilingual';
import { DownloadButton } from './download';
import { ImportCounts } from './import-counts';
import { importOf, JobFailure, JobFiles, JobProgress } from './job-result';
import { isMoving } from './moving-jobs';
import { filterTexts, type Filter } from './transfer-list';
import { useJob } from './use-job';

export default function ImportDialog({ list, affects, filter, onClose }: { list: Schemas['List']; affects: readonly string[]; filter: Filter; onClose: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const text = useProblemText();
  const { language } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<Schemas['Upload'] | null>(null);
  const path = { list: list.id };
  const begin = (upload: Schemas['Upload'], mode: 'check' | 'apply') => unwrap(api.POST('/imports/{list}', { params: { path }, body: { upload: upload.id, mode, lang: language } }));
  const check = useAct(async (file: File) => {
    const upload = await unwrap(api.POST('/uploads', { params: { query: { name: file.name } }, body: file as unknown as string, bodySerializer: (body) => body, headers: { 'Content-Type': 'application/octet-stream' } }));
    setSent(upload);
    return begin(upload, 'check');
  }, ['/jobs']);
  const apply = useAct((upload: Schemas['Upload']) => begin(upload, 'apply'), ['/jobs']);
  const form = useAct(() => unwrap(api.POST('/exports/{list}', { params: { path }, body: { as: 'xlsx', lang: language, form: true, filter: filterTexts(filter) } })), ['/jobs']);
  const checked = useJob(check.data?.id ?? null).data ?? check.data;
  const applied = useJob(apply.data?.id ?? null).data ?? apply.data;
  const filled = useJob(form.data?.id ?? null).data ?? form.data;
  useRefreshAfter(applied, affects);
  const again = () => {
    check.reset();
    apply.reset();
    setSent(null);
  };
  const found = checked && checked.state === 'done' ? importOf(checked) : null;
  const wanted = found ? found.created + found.changed + found.review : 0;
  const busy = check.isPending || apply.isPending || [checked, applied].some((job) => job !== undefined && isMoving(job));
  const error = check.error ?? apply.error ?? form.error;
  return (
    <Modal
      open
      width={860}
      title={t('transfers.importTitle', { list: word(list.title) })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="no" onClick={onClose}>{t('common.close')}</Button>,
        (checked ?? applied) && !busy && <Button key="again" onClick={again}>{t('transfers.again')}</Button>,
        found && !applied && <Button key="yes" type="primary" loading={busy} disabled={wanted === 0 || !sent} onClick={() => sent && apply.mutate(sent)}>{t('transfers.apply', { n: wanted })}</Button>,
      ]}
    >
      {error && <Alert type="error" showIcon title={text(error)} style={{ marginBottom: 12 }} />}
      {!checked && !applied && (
        <>
          <h3>{t('transfers.templateStep')}</h3>
          <p className="form-note">{t('transfers.templateText')}</p>
          <Space wrap>
            <DownloadButton address={linkTo(`/imports/${list.id}/template`, { as: 'xlsx', lang: language })} name={`${list.id}-template.xlsx`}>{t('transfers.emptyTemplate')}</DownloadButton>
            <Button loading={form.isPending || (filled !== undefined && isMoving(filled))} onClick={() => form.mutate(undefined)}>{t('transfers.currentRows')}</Button>
          </Space>
          {filled && <div style={{ marginTop: 8 }}><JobProgress job={filled} label={t('transfers.currentRows')} /><JobFailure job={filled} /><JobFiles job={filled} /></div>}
          <h3 style={{ marginTop: 20 }}>{t('transfers.uploadStep')}</h3>
          <p className="form-note">{t('transfers.uploadText')}</p>
          <input ref={input} type="file" accept=".xlsx,.xlsm,.csv,.txt" hidden aria-label={t('transfers.choose')} onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) check.mutate(file);
          }} />
          <Button type="primary" icon={<UploadOutlined />} loading={check.isPending} onClick={() => input.current?.click()}>{t('transfers.choose')}</Button>
        </>
      )}
      {checked && !applied && <Outcome job={checked} title={t('transfers.checkResult')} waiting={t('transfers.checking', { name: sent?.name ?? '' })} />}
      {applied && <Outcome job={applied} title={t('transfers.result')} waiting={t('transfers.applying', { name: sent?.name ?? '' })} />}
    </Modal>
  );
}

function Outcome({ job, title, waiting }: { job: Job; title: string; waiting: string }) {
  const { t } = useTranslation();
  const result = isMoving(job) ? null : importOf(job);
  return (
    <>
      <h3>{result ? title : waiting}</h3>
      <JobProgress job={job} label={waiting} />
      <JobFailure job={job} />
      {result && <ImportCounts result={result} />}
      {result && result.failed > 0 && <><JobFiles job={job} label={t('transfers.faultBook')} /><p className="form-note">{t('transfers.faultBookText')}</p></>}
    </>
  );
}

// What an import changed is read anew when it ends; act() knows only that it began.
function useRefreshAfter(job: Job | undefined, affects: readonly string[]): void {
  const settle = useAct(async () => undefined, affects);
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (!job || isMoving(job) || done.current === job.id) return;
    done.current = job.id;
    settle.mutate(undefined);
  }, [job, settle]);
}
