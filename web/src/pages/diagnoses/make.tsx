// A new diagnosis: the facts on which applicability hangs. The rest can be said later.
import { Alert, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { OrganisationSelect } from '@/house/asking-select';
import { useWord } from '@/house/bilingual';
import { Loaded } from '@/house/states';

type Fact = Schemas['Questionnaire']['facts'][number];
type Fields = { facts: Record<string, string | number | string[] | undefined>; organisation?: string; due?: string };

const first = ['name', 'uscc', 'region', 'sector', 'scale']; // beside all required ones

export default function MakeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const lists = useGet('/questionnaires');
  const make = useAct(({ facts, organisation, due }: Fields) => {
    const said = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '').map(([id, value]) => [id, Array.isArray(value) ? value.join('\n') : String(value)]);
    return unwrap(api.POST('/assessments', { body: { facts: Object.fromEntries(said) as Record<string, string>, questionnaire: 'diagnosis', ...(organisation ? { organisation } : {}), ...(due ? { due } : {}) } }));
  }, ['/assessments'], (made) => navigate(`/diagnoses/${made.id}`));
  return (
    <Modal open width={720} title={t('diagnosis.make')} okText={t('diagnosis.makeSubmit')} cancelText={t('common.cancel')} confirmLoading={make.isPending} onOk={form.submit} onCancel={onClose} mask={{ closable: false }}>
      {make.error && <Alert type="error" showIcon title={text(make.error)} style={{ marginBottom: 12 }} />}
      <p className="form-note">{t('diagnosis.makeText')}</p>
      <Loaded query={lists}>
        {(found) => {
          const questions = found.items.find((one) => one.id === 'diagnosis') ?? found.items[0];
          const facts = questions?.facts.filter((fact) => fact.type !== 'table' && (fact.required || first.includes(fact.id))) ?? [];
          return (
            <Form<Fields> form={form} layout="vertical" onFinish={(fields) => make.mutate(fields)} className="diag-make">
              {facts.map((fact) => <FactItem key={fact.id} fact={fact} />)}
              <Form.Item name="organisation" label={t('diagnosis.organisation')} extra={t('diagnosis.organisationHint')}><OrganisationSelect allowClear /></Form.Item>
              <Form.Item name="due" label={t('diagnosis.due')}><Input type="date" /></Form.Item>
            </Form>
          );
        }}
      </Loaded>
    </Modal>
  );
}

function FactItem({ fact }: { fact: Fact }) {
  const { t } = useTranslation();
  const word = useWord();
  const rules = fact.id === 'name' ? [{ required: true, whitespace: true, message: t('forms.required') }] : [];
  return (
    <Form.Item name={['facts', fact.id]} label={word(fact.name)} rules={rules}>
      {fact.type === 'yes_no' ? (
        <Radio.Group options={[{ value: 'yes', label: t('common.yes') }, { value: 'no', label: t('common.no') }]} />
      ) : fact.type === 'choice' || fact.type === 'multi' ? (
        <Select allowClear {...(fact.type === 'multi' ? { mode: 'multiple' as const } : {})} options={fact.choices.map((one) => ({ value: one.id, label: word(one.name) }))} />
      ) : fact.type === 'number' ? (
        <InputNumber min={0} style={{ width: '100%' }} suffix={fact.unit} />
      ) : (
        <Input maxLength={2000} />
      )}
    </Form.Item>
  );
}
