// What is exported and how: format and columns, then the job and its file.
import { Alert, Button, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useLanguage } from '@/i18n';
import { useWord } from './bilingual';
import { isMoving } from './moving-jobs';
import { JobFailure, JobFiles, JobProgress } from './job-result';
import { filterTexts, type Filter } from './transfer-list';
import { useJob } from './use-job';

const formats = ['xlsx', 'csv', 'jsonl'] as const;

export default function ExportDialog({ list, filter, onClose }: { list: Schemas['List']; filter: Filter; onClose: () => void }) {
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
