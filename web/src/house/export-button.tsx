// Takes a list away as a file: as what, which columns, then a job whose file is fetched here or later under "jobs". Not there for who may not.
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useLanguage } from '@/i18n';
import { useWord } from './bilingual';
import { isMoving } from './moving-jobs';
import { JobFailure, JobFiles, JobProgress } from './job-result';
import { useJob } from './use-job';

type Filter = Record<string, string | number | boolean | readonly string[] | null | undefined>;
const formats = ['xlsx', 'csv', 'jsonl'] as const;

export const useList = (id: string) => useGet('/lists').data?.items.find((list) => list.id === id);

// Parameters of a list as the API takes them for an export: each as text.
export function filterTexts(filter: Filter): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === null || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') out[name] = text;
  }
  return out;
}

export function ExportButton({ list, filter = {}, small = false }: { list: string; filter?: Filter; small?: boolean }) {
  const { t } = useTranslation();
  const known = useList(list);
  const [open, setOpen] = useState(false);
  if (!known?.may_export) return null;
  return (
    <>
      <Button icon={<DownloadOutlined />} size={small ? 'small' : 'middle'} onClick={() => setOpen(true)}>{t('transfers.export')}</Button>
      {open && <ExportDialog list={known} filter={filter} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ list, filter, onClose }: { list: Schemas['List']; filter: Filter; onClose: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const text = useProblemText();
  const { language } = useLanguage();
  const [as, setAs] = useState<(typeof formats)[number]>('xlsx');
  const all = list.columns.map((column) => column.key);
  const [columns, setColumns] = useState(all);
  const start = useAct((body: Schemas['ExportRequest']) => unwrap(api.POST('/exports/{list}', { params: { path: { list: list.id } }, body })), ['/jobs']);
  const job = useJob(start.data?.id ?? null).data ?? start.data;
  const run = () => start.mutate({ as, lang: language, filter: filterTexts(filter), ...(columns.length < all.length ? { columns } : {}) });
  const label = t('transfers.exportTitle', { list: word(list.title) });
  return (
    <Modal
      open
      width={620}
      title={label}
      onCancel={onClose}
      footer={[
        <Button key="no" onClick={onClose}>{job ? t('common.close') : t('common.cancel')}</Button>,
        <Button key="yes" type="primary" loading={start.isPending || (job !== undefined && isMoving(job))} disabled={columns.length === 0} onClick={run}>{t('transfers.start')}</Button>,
      ]}
    >
      {start.error && <Alert type="error" showIcon title={text(start.error)} style={{ marginBottom: 12 }} />}
      <p className="form-note">{t('transfers.exportNote')}</p>
      <div style={{ marginBottom: 12 }}>
        <div style={{ marginBottom: 6 }}>{t('transfers.format')}</div>
        <Radio.Group value={as} onChange={(event) => setAs(event.target.value as typeof as)} options={formats.map((format) => ({ value: format, label: t(`transfers.${format}`) }))} />
      </div>
      {as !== 'jsonl' && (
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend style={{ marginBottom: 6 }}>{t('transfers.columns')}</legend>
          <Checkbox checked={columns.length === all.length} indeterminate={columns.length > 0 && columns.length < all.length} onChange={(event) => setColumns(event.target.checked ? all : [])}>{t('transfers.allColumns')}</Checkbox>
          <Checkbox.Group value={columns} onChange={(keys) => setColumns(all.filter((key) => keys.includes(key)))} options={list.columns.map((column) => ({ value: column.key, label: word(column.title) }))} style={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', marginTop: 6 }} />
        </fieldset>
      )}
      {job && (
        <div style={{ marginTop: 16 }}>
          <JobProgress job={job} label={label} />
          <JobFailure job={job} />
          <JobFiles job={job} />
        </div>
      )}
    </Modal>
  );
}
