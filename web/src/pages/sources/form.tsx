// Adding or changing a source. "Test" looks whether the place can be read before anything is kept. What is typed is kept as a draft until it is
// saved or given up; a change goes out under the ETag the form was filled from.
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap, unwrapTagged } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas, Source } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { OrganisationSelect } from '@/house/asking-select';
import { useNotices } from '@/house/confirm';
import { useDraft } from '@/house/draft';
import { Loading } from '@/house/states';
import { TestResult } from './test-result';

type Fields = { name: string; address: string; organisation?: string; sector?: string | null; excludes?: string; git_history?: boolean; every?: '' | 'day' | 'week' | 'month'; hour?: number; day?: number };

function requestOf(fields: Fields): Schemas['SourceRequest'] {
  const excludes = (fields.excludes ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
  const schedule = fields.every ? { every: fields.every, hour: fields.hour ?? 2, ...(fields.every === 'day' ? {} : { day: fields.day ?? 1 }) } : null;
  return { name: fields.name, kind: 'folder', address: fields.address.trim(), excludes, git_history: fields.git_history ?? false, sector: fields.sector ?? null, schedule, ...(fields.organisation ? { organisation: fields.organisation } : {}) };
}

function fieldsOf(source: Source): Fields {
  const { schedule } = source;
  return { name: source.name, address: source.address, organisation: source.organisation, sector: source.sector, excludes: source.excludes.join('\n'), git_history: source.git_history, every: schedule?.every ?? '', hour: schedule?.hour ?? 2, day: schedule?.day ?? 1 };
}

function readDraft(text: string | null): Fields | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return value && typeof value === 'object' ? (value as Fields) : null;
  } catch {
    return null;
  }
}

// `id` null: a new one.
export function SourceForm({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done, failed } = useNotices();
  const [form] = Form.useForm<Fields>();
  const every = Form.useWatch('every', form);
  const draft = useDraft(`source.${id ?? 'new'}`);
  const [restored, setRestored] = useState(false);
  const look = useAct((source: string) => unwrapTagged(api.GET('/sources/{id}', { params: { path: { id: source } } })), [], ({ value }) => form.setFieldsValue(fieldsOf(value)));
  const { mutate: read } = look;
  const ready = id === null || look.data !== undefined;
  const start = (source: Source | null) => (source ? fieldsOf(source) : { name: '', address: '', excludes: '', git_history: false, every: '' as const, hour: 2, day: 1 });
  useEffect(() => {
    if (id !== null) read(id);
  }, [id, read]);
  // Over what was read, once the form is there.
  useEffect(() => {
    const kept = ready ? readDraft(draft.read()) : null;
    if (!kept) return;
    form.setFieldsValue(kept);
    setRestored(true);
  }, [ready, draft, form]);
  const dropDraft = () => {
    draft.drop();
    setRestored(false);
    form.resetFields();
    form.setFieldsValue(start(look.data?.value ?? null));
  };
  const close = () => {
    draft.drop();
    onClose();
  };
  const organisations = useGet('/organisations', { query: { limit: 1 } });
  const word = useWord();
  const can = useCan();
  const sectors = useGet('/rules', { query: { kind: 'sector', limit: 100 } }, { enabled: can('packs.read') }).data?.items ?? [];
  const save = useAct(
    async (body: Schemas['SourceRequest']) => {
      if (id === null) return unwrap(api.POST('/sources', { body }));
      const etag = look.data?.etag;
      return unwrap(api.PUT('/sources/{id}', { params: { path: { id }, ...(etag ? { header: { 'If-Match': etag } } : {}) }, body }));
    },
    ['/sources', '/workbench'],
    () => {
      done(t('sources.saved'));
      close();
    },
  );
  const test = useAct((body: Schemas['SourceRequest']) => unwrap(api.POST('/sources/test', { body })), []);
  const runTest = () => form.validateFields(['name', 'address']).then(() => test.mutate(requestOf(form.getFieldsValue(true) as Fields), { onError: failed }), () => undefined);
  const changed = () => {
    test.reset();
    draft.keep(JSON.stringify(form.getFieldsValue(true)));
  };
  // The newer reading under what was typed: the draft is laid over it again.
  const again = () => {
    save.reset();
    if (id !== null) read(id, { onSuccess: () => form.setFieldsValue(readDraft(draft.read()) ?? {}) });
  };
  const required = [{ required: true, message: t('forms.required') }];
  return (
    <Modal
      open
      title={id !== null ? t('sources.edit') : t('sources.add')}
      width={620}
      onCancel={close}
      footer={[
        <Button key="test" loading={test.isPending} disabled={!ready} onClick={() => void runTest()} style={{ float: 'left' }}>{t('sources.test')}</Button>,
        <Button key="no" onClick={close}>{t('common.cancel')}</Button>,
        <Button key="yes" type="primary" loading={save.isPending} disabled={!ready} onClick={form.submit}>{t('common.save')}</Button>,
      ]}
    >
      {save.error && <Alert type="error" showIcon title={text(save.error)} action={id !== null && save.error.code === 'conflict' && <Button size="small" onClick={again}>{t('common.reload')}</Button>} style={{ marginBottom: 12 }} />}
      {look.error && <Alert type="error" showIcon title={text(look.error)} action={<Button size="small" onClick={() => read(id!)}>{t('states.retry')}</Button>} style={{ marginBottom: 12 }} />}
      {restored && <Alert type="info" showIcon title={t('draft.restored')} action={<Button size="small" onClick={dropDraft}>{t('draft.drop')}</Button>} style={{ marginBottom: 12 }} />}
      {!ready && !look.error && <Loading />}
      <Form<Fields> form={form} layout="vertical" initialValues={start(null)} onFinish={(fields) => save.mutate(requestOf({ ...(form.getFieldsValue(true) as Fields), ...fields }))} onValuesChange={changed}>
        <Form.Item name="name" label={t('sources.name')} rules={required}><Input autoFocus maxLength={200} /></Form.Item>
        <Form.Item name="address" label={t('sources.folder')} extra={t('sources.folderHint')} rules={required}><Input maxLength={4096} className="mono" placeholder="/data/share" /></Form.Item>
        {(organisations.data?.total ?? 0) > 1 && (
          <Form.Item name="organisation" label={t('assets.organisation')}>
            <OrganisationSelect allowClear />
          </Form.Item>
        )}
        <Form.Item name="sector" label={t('assets.sector')} extra={t('sources.sectorHint')} hidden={sectors.length === 0}>
          <Select allowClear options={sectors.map((sector) => ({ value: sector.id, label: word(sector.name) }))} placeholder={t('sources.sectorAuto')} />
        </Form.Item>
        <Form.Item name="excludes" label={t('sources.excludes')} extra={t('sources.excludesHint')}><Input.TextArea rows={2} className="mono" /></Form.Item>
        <Form.Item name="git_history" valuePropName="checked"><Checkbox>{t('sources.gitHistory')}</Checkbox></Form.Item>
        <Form.Item label={t('sources.schedule')} style={{ marginBottom: 8 }}>
          <Form.Item name="every" noStyle><Select aria-label={t('sources.schedule')} style={{ width: 150, marginRight: 8 }} options={['', 'day', 'week', 'month'].map((value) => ({ value, label: t(`schedule.every.${value || 'none'}`) }))} /></Form.Item>
          {every === 'week' && <Form.Item name="day" noStyle><Select aria-label={t('schedule.dayLabel')} style={{ width: 110, marginRight: 8 }} options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(`schedule.days.${value}`) }))} /></Form.Item>}
          {every === 'month' && <Form.Item name="day" noStyle><InputNumber aria-label={t('schedule.dayLabel')} min={1} max={28} style={{ width: 110, marginRight: 8 }} suffix={t('schedule.dayUnit')} /></Form.Item>}
          {every && <Form.Item name="hour" noStyle><InputNumber aria-label={t('schedule.hourLabel')} min={0} max={23} style={{ width: 110 }} suffix={t('schedule.hourUnit')} /></Form.Item>}
        </Form.Item>
      </Form>
      {test.data && <TestResult result={test.data} />}
    </Modal>
  );
}
