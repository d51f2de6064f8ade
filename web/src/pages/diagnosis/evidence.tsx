// The evidence bag: files by their digest, the answers they stand under, and who handled them.
import { UploadOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, linkTo, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useNotices } from '@/house/confirm';
import { DownloadButton } from '@/house/download';
import { formatBytes, formatTime } from '@/house/format';
import { useListState } from '@/house/list-state';
import { Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import type { Detail } from './marks';
import { sendFile } from './upload';

type Row = Schemas['AssessEvidence'];
type What = 'sealed' | 'handed_over' | 'issued';
const noFilters = {} as const;

export function EvidenceBag({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { done, failed } = useNotices();
  const list = useListState(noFilters);
  const rows = usePaged('/assessments/{id}/evidence', list, { path: { id: detail.id } });
  const input = useRef<HTMLInputElement>(null);
  const add = useAct(async (file: File) => {
    const upload = await sendFile(file);
    return unwrap(api.POST('/assessments/{id}/evidence', { params: { path: { id: detail.id } }, body: { upload: upload.id } }));
  }, ['/assessments/{id}/evidence'], (made) => done(t('diagnosis.taken', { name: made.name })));
  const columns: Column<Row>[] = [
    { key: 'name', title: t('diagnosis.file'), render: (_value, row) => <div className="two-lines break" style={{ maxWidth: 320, whiteSpace: 'normal' }}><DownloadButton link address={linkTo(`/assessments/${detail.id}/evidence/${row.digest}`, {})} name={row.name} label={t('diagnosis.fetch', { name: row.name })}>{row.name}</DownloadButton><span className="secondary">{formatBytes(row.bytes)} · SM3 <span className="mono" title={row.digest}>{row.digest.slice(0, 16)}…</span></span></div> },
    { key: 'answers', title: t('diagnosis.standsUnder'), render: (_value, row) => (row.answers.length ? row.answers.map((about) => <Link key={about} className="mono" style={{ marginRight: 8 }} to={`/diagnoses/${detail.id}?domain=${about.startsWith('fact.') ? 'facts' : (about.split('-')[1] ?? '').slice(0, 1)}&about=${about}`}>{about}</Link>) : <span className="secondary">{t('diagnosis.notLinked')}</span>) },
    { key: 'custody', title: t('diagnosis.custody'), render: (_value, row) => <ul>{row.custody.map((event) => <li key={event.id}><span className="mark">{t(`diagnosis.custodies.${event.what}`)}</span> {event.by} <span className="secondary">{formatTime(event.at)}{event.note && ` · ${event.note}`}</span></li>)}</ul> },
  ];
  if (detail.may.answer) columns.push({ key: 'acts', title: t('common.acts'), render: (_value, row) => <Handle detail={detail} row={row} /> });
  const take = detail.may.answer && (
    <>
      <input ref={input} type="file" hidden aria-label={t('diagnosis.addToBag')} onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = '';
        if (file) add.mutate(file, { onError: failed });
      }} />
      <Button type="primary" icon={<UploadOutlined />} loading={add.isPending} onClick={() => input.current?.click()}>{t('diagnosis.addToBag')}</Button>
    </>
  );
  return (
    <Panel title={t('diagnosis.tabs.evidence')} extra={<span className="no-print">{take}</span>} flush>
      <ServerTable name="evidence" label={t('diagnosis.tabs.evidence')} query={rows} columns={columns} rowKey={(row) => row.digest} list={list} empty={<Empty title={t('diagnosis.noEvidence')} text={t('diagnosis.noEvidenceText')} />} />
    </Panel>
  );
}

function Handle({ detail, row }: { detail: Detail; row: Row }) {
  const { t } = useTranslation();
  const { done, failed } = useNotices();
  const [what, setWhat] = useState<What>('sealed');
  const [note, setNote] = useState('');
  const record = useAct(() => unwrap(api.POST('/assessments/{id}/evidence/{digest}/custody', { params: { path: { id: detail.id, digest: row.digest } }, body: { what, ...(note.trim() ? { note: note.trim() } : {}) } })), ['/assessments/{id}/evidence'], () => {
    done(t('diagnosis.recorded'));
    setNote('');
  });
  return (
    <span className="nowrap">
      <Select<What> size="small" style={{ width: 92 }} aria-label={t('diagnosis.custodyOf', { name: row.name })} value={what} onChange={setWhat} options={(['sealed', 'handed_over', 'issued'] as const).map((value) => ({ value, label: t(`diagnosis.custodies.${value}`) }))} />{' '}
      <Input size="small" style={{ width: 130 }} maxLength={1000} aria-label={t('diagnosis.custodyNote', { name: row.name })} placeholder={t('diagnosis.custodyHint')} value={note} onChange={(event) => setNote(event.target.value)} />{' '}
      <Button size="small" loading={record.isPending} aria-label={t('diagnosis.recordOf', { name: row.name })} onClick={() => record.mutate(undefined, { onError: failed })}>{t('diagnosis.record')}</Button>
    </span>
  );
}
