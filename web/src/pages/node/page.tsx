// Health of the node and its settings.
import { Alert, Button, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { refresh, useAct, useTagged } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useNotices } from '@/house/confirm';
import { formatBytes, formatCount, formatDate, formatSeconds } from '@/house/format';
import { KeyValues, PageFrame, Panel } from '@/house/page';
import { Loaded } from '@/house/states';

type Node = Schemas['Node'];

function Health({ node }: { node: Node }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      pairs={[
        [t('node.version'), node.version],
        [t('node.started'), formatSeconds(node.started)],
        [t('node.organisation'), node.organisation || t('common.none')],
        [t('node.threads'), formatCount(node.threads)],
        [t('node.store'), <span className="mono">{node.store}</span>],
        [t('node.storeBytes'), formatBytes(node.store_bytes)],
        [t('node.memory'), formatBytes(node.resident_bytes)],
        [t('node.backup'), node.last_backup ? `${formatSeconds(node.last_backup.made)} · ${formatBytes(node.last_backup.bytes)}` : t('node.noBackup')],
        [t('node.auditEntries'), formatCount(node.audit_entries)],
        [t('node.packs'), formatCount(node.packs)],
        [t('node.digest'), <span className="mono">{node.packs_digest}</span>],
        [t('node.tls'), node.tls.on ? `${node.tls.subject} · ${t('node.tlsUntil', { date: formatDate(node.tls.not_after) })}` : t('node.tlsOff')],
      ]}
    />
  );
}

function Settings({ node, etag }: { node: Node; etag: string | undefined }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const client = useQueryClient();
  const { done } = useNotices();
  const save = useAct((body: Schemas['NodeSettings']) => unwrap(api.PUT('/node', { body, params: { ...(etag ? { header: { 'If-Match': etag } } : {}) } })), ['/node', '/session'], () => done(t('node.saved')));
  const required = { required: true, message: t('forms.required') };
  const first = { name: node.name, session_minutes: node.session_minutes, lockout_attempts: node.lockout_attempts, audit_keep_days: node.audit_keep_days, public_address: node.public_address };
  return (
    <Form<Schemas['NodeSettings']> key={etag ?? ''} layout="vertical" initialValues={first} onFinish={(fields) => save.mutate(fields)} style={{ maxWidth: 420 }}>
      {save.error && <Alert type="error" showIcon title={text(save.error)} style={{ marginBottom: 12 }} action={save.error.code === 'conflict' && <Button size="small" onClick={() => { save.reset(); refresh(client, ['/node']); }}>{t('common.reload')}</Button>} />}
      <Form.Item name="name" label={t('node.name')} rules={[required]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="session_minutes" label={t('node.sessionMinutes')} extra={t('node.range', { min: 5, max: 1440 })} rules={[required]}><InputNumber min={5} max={1440} style={{ width: 160 }} /></Form.Item>
      <Form.Item name="lockout_attempts" label={t('node.lockout')} extra={t('node.range', { min: 3, max: 20 })} rules={[required]}><InputNumber min={3} max={20} style={{ width: 160 }} /></Form.Item>
      <Form.Item name="audit_keep_days" label={t('node.auditDays')} extra={t('node.auditDaysHint')} rules={[required]}><InputNumber min={180} max={36500} style={{ width: 160 }} /></Form.Item>
      <Form.Item name="public_address" label={t('node.publicAddress')} extra={t('node.publicAddressHint')}><Input maxLength={300} /></Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>{t('common.save')}</Button>
    </Form>
  );
}

export default function NodePage() {
  const { t } = useTranslation();
  const can = useCan();
  const query = useTagged('/node');
  return (
    <PageFrame title={t('node.title')} rule={t('node.rule')}>
      <Loaded query={query}>
        {({ value, etag }) => (
          <div className="columns columns-2">
            <Panel title={t('node.health')}><Health node={value} /></Panel>
            {can('node.manage') && <Panel title={t('node.settings')}><Settings node={value} etag={etag} /></Panel>}
          </div>
        )}
      </Loaded>
    </PageFrame>
  );
}
