// Giving a role on a subtree. The server refuses what the giver does not hold.
import { Alert, DatePicker, Form, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { GradeCode, Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { OrganisationSelect, PersonSelect } from '@/house/asking-select';
import { useNotices } from '@/house/confirm';
import { dayEnd } from '@/house/format';
import { grades } from '../assets/filter-bar';
import { edges } from '../organisations/form';

type Fields = { person: string; role: Schemas['Role']; organisation: string; edge: Schemas['EdgeKind']; ceiling: GradeCode; to?: Dayjs | null };

export function GrantForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const word = useWord();
  const text = useProblemText();
  const { done } = useNotices();
  const [form] = Form.useForm<Fields>();
  const organisations = useGet('/organisations', { query: { limit: 1 } });
  const roles = useGet('/roles');
  const grant = useAct(({ to, ...fields }: Fields) => unwrap(api.POST('/grants', { body: { ...fields, to: to ? dayEnd(to.format('YYYY-MM-DD')) : null } })), ['/grants', '/people'], () => {
    done(t('grants.saved'));
    onClose();
  });
  const required = [{ required: true, message: t('forms.required') }];
  const first = organisations.data?.items[0];
  return (
    <Modal open title={t('grants.add')} okText={t('grants.submit')} cancelText={t('common.cancel')} confirmLoading={grant.isPending} onOk={form.submit} onCancel={onClose}>
      {grant.error && <Alert type="error" showIcon title={text(grant.error)} style={{ marginBottom: 12 }} />}
      <Form<Fields> key={first?.id ?? ''} form={form} layout="vertical" initialValues={{ edge: 'territory', ceiling: 'important', ...(first ? { organisation: first.id } : {}) }} onFinish={(fields) => grant.mutate(fields)}>
        <Form.Item name="person" label={t('grants.person')} rules={required}><PersonSelect /></Form.Item>
        <Form.Item name="role" label={t('grants.role')} rules={required}><Select options={(roles.data?.items ?? []).map((role) => ({ value: role.id, label: word(role.name) }))} /></Form.Item>
        <Form.Item name="organisation" label={t('grants.scope')} rules={required}><OrganisationSelect /></Form.Item>
        <Form.Item name="edge" label={t('grants.edge')} extra={t('grants.edgeHint')} rules={required}><Select options={edges.map((edge) => ({ value: edge, label: t(`edges.${edge}`) }))} /></Form.Item>
        <Form.Item name="ceiling" label={t('grants.ceiling')} extra={t('grants.ceilingHint')} rules={required}><Select options={grades.map((code) => ({ value: code, label: t(`grades.${code}`) }))} /></Form.Item>
        <Form.Item name="to" label={t('grants.until')} extra={t('grants.untilHint')}><DatePicker style={{ width: '100%' }} /></Form.Item>
      </Form>
    </Modal>
  );
}
