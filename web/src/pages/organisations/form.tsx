// Adding or changing an organisation.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { OrganisationSelect } from '@/house/asking-select';
import { useNotices } from '@/house/confirm';

type Organisation = Schemas['Organisation'];
type Parent = { kind: Schemas['EdgeKind']; id: string };
type Fields = { name: string; credit_code?: string; region?: string; sector?: string; parents?: Parent[] };
export const edges = ['territory', 'group', 'sector', 'service'] as const;

export function OrganisationForm({ organisation, onClose }: { organisation: Organisation | null; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const word = useWord();
  const can = useCan();
  const [form] = Form.useForm<Fields>();
  // Sectors are rules of the packs; their names are nowhere else.
  const sectors = useGet('/rules', { query: { kind: 'sector', limit: 100 } }, { enabled: can('packs.read') }).data?.items ?? [];
  const save = useAct(
    ({ name, credit_code, region, sector, parents }: Fields) => {
      const body = { name, credit_code: credit_code ?? '', region: region ?? '', sector: sector ?? null, parents: parents ?? [] };
      return organisation ? unwrap(api.PUT('/organisations/{id}', { params: { path: { id: organisation.id } }, body })) : unwrap(api.POST('/organisations', { body }));
    },
    ['/organisations'],
    () => {
      done(t('organisations.saved'));
      onClose();
    },
  );
  const top = useGet('/organisations', { query: { limit: 1 } }).data?.items[0];
  const first: Partial<Fields> = organisation
    ? { name: organisation.name, credit_code: organisation.credit_code, region: organisation.region, parents: organisation.parents.map(({ kind, id }) => ({ kind, id })), ...(organisation.sector ? { sector: organisation.sector } : {}) }
    : { parents: top ? [{ kind: 'territory', id: top.id }] : [] };
  const required = [{ required: true, message: t('forms.required') }];
  return (
    <Modal open width={620} title={organisation ? t('organisations.edit') : t('organisations.add')} okText={t('common.save')} cancelText={t('common.cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={onClose}>
      {save.error && <Alert type="error" showIcon title={text(save.error)} style={{ marginBottom: 12 }} />}
      <Form<Fields> key={top?.id ?? ''} form={form} layout="vertical" initialValues={first} onFinish={(fields) => save.mutate(fields)}>
        <Form.Item name="name" label={t('organisations.name')} rules={required}><Input maxLength={200} /></Form.Item>
        <Form.Item name="credit_code" label={t('organisations.creditCode')} rules={[{ pattern: /^[0-9A-Z]{18}$/, message: t('organisations.creditRule') }]}><Input maxLength={18} className="mono" /></Form.Item>
        <Form.Item name="region" label={t('organisations.region')} extra={t('organisations.regionHint')} rules={[{ pattern: /^\d{2,12}$/, message: t('organisations.regionRule') }]}><Input maxLength={12} className="mono" /></Form.Item>
        {sectors.length > 0 && <Form.Item name="sector" label={t('assets.sector')}><Select allowClear options={sectors.map((sector) => ({ value: sector.id, label: `${sector.id} ${word(sector.name)}` }))} /></Form.Item>}
        <Form.List name="parents">
          {(fields, { add, remove }) => (
            <>
              <div style={{ marginBottom: 6 }}>{t('organisations.parents')}</div>
              {fields.map((field) => (
                <div key={field.key} style={{ display: 'flex' }}>
                  <Form.Item name={[field.name, 'kind']} rules={required} style={{ width: 140, marginRight: 8 }}><Select aria-label={t('organisations.edge')} options={edges.map((edge) => ({ value: edge, label: t(`edges.${edge}`) }))} /></Form.Item>
                  <Form.Item name={[field.name, 'id']} rules={required} style={{ flex: 1, marginRight: 8 }}><OrganisationSelect aria-label={t('organisations.parent')} without={organisation?.id} /></Form.Item>
                  <Button type="text" icon={<DeleteOutlined />} aria-label={t('organisations.removeParent')} onClick={() => remove(field.name)} />
                </div>
              ))}
              {top && <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ kind: 'territory' })}>{t('organisations.addParent')}</Button>}
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
