// Webhooks: where other systems of the organisation hear of what happens. A secret is shown once.
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { useConfirm, useNotices } from '@/house/confirm';
import { Copyable } from '@/house/copy';
import { Empty, Loaded } from '@/house/states';
import { TriedAlert } from './tried';

type Webhook = Schemas['Webhook'];
type Fields = Schemas['WebhookSettings'];
const paths = ['/notifications/webhooks'];

function HookDialog({ hook, onClose, onSecret }: { hook: Webhook | null; onClose: () => void; onSecret: (secret: string) => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const say = useWord();
  const kinds = useGet('/notifications/kinds');
  const [form] = Form.useForm<Fields>();
  const save = useAct(
    (body: Fields) => unwrap(hook ? api.PUT('/notifications/webhooks/{id}', { params: { path: { id: hook.id } }, body }) : api.POST('/notifications/webhooks', { body })),
    paths,
    ({ secret }) => {
      onClose();
      if (secret) onSecret(secret);
    },
  );
  const required = [{ required: true, message: t('forms.required') }];
  const first: Fields = hook ? { name: hook.name, url: hook.url, kinds: hook.kinds, enabled: hook.enabled } : { name: '', url: '', kinds: [], enabled: true };
  return (
    <Modal open title={hook ? t('notifications.hookEdit') : t('notifications.hookAdd')} okText={t('common.save')} cancelText={t('common.cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={onClose}>
      {save.error && <Alert type="error" showIcon title={text(save.error)} style={{ marginBottom: 12 }} />}
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={(fields) => save.mutate({ ...fields, url: fields.url.trim() })}>
        <Form.Item name="name" label={t('notifications.hookName')} rules={required}><Input maxLength={100} /></Form.Item>
        <Form.Item name="url" label={t('notifications.hookUrl')} extra={t('notifications.hookUrlHint')} rules={required}><Input maxLength={1000} /></Form.Item>
        <Form.Item name="kinds" label={t('reminders.kinds')}><Checkbox.Group className="stacked" options={(kinds.data?.items ?? []).map((one) => ({ value: one.kind, label: say(one.name) }))} /></Form.Item>
        <Form.Item name="enabled" label={t('notifications.enabled')} valuePropName="checked"><Switch /></Form.Item>
        {hook && <Form.Item name="new_secret" valuePropName="checked"><Checkbox>{t('notifications.newSecret')}</Checkbox></Form.Item>}
      </Form>
    </Modal>
  );
}

function Hooks({ hooks, onEdit }: { hooks: Webhook[]; onEdit: (hook: Webhook) => void }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const test = useAct((id: string) => unwrap(api.POST('/notifications/webhooks/{id}/test', { params: { path: { id } } })), []);
  const remove = useAct((id: string) => unwrap(api.DELETE('/notifications/webhooks/{id}', { params: { path: { id } } })), ['/notifications'], () => done(t('notifications.hookRemoved')));
  return (
    <>
      {test.data && <TriedAlert tried={test.data} good={t('notifications.hookTested')} />}
      <table className="grid-table">
        <thead><tr><th>{t('notifications.hookName')}</th><th>{t('notifications.hookUrl')}</th><th>{t('reminders.kinds')}</th><th>{t('notifications.enabled')}</th><th>{t('common.acts')}</th></tr></thead>
        <tbody>
          {hooks.map((hook) => (
            <tr key={hook.id}>
              <td className="break">{hook.name}</td>
              <td className="break mono">{hook.url}</td>
              <td>{hook.kinds.length}</td>
              <td>{hook.enabled ? t('common.yes') : t('common.no')}</td>
              <td className="nowrap">
                <button type="button" className="link-button" onClick={() => test.mutate(hook.id, { onError: failed })}>{t('reminders.testShort')}</button>{' '}
                <button type="button" className="link-button" onClick={() => onEdit(hook)}>{t('common.edit')}</button>{' '}
                <button type="button" className="link-button danger" onClick={() => ask(t('notifications.hookRemove'), t('notifications.hookRemoveText', { name: hook.name }), t('notifications.hookRemove'), () => remove.mutateAsync(hook.id, { onError: failed }))}>{t('notifications.hookRemove')}</button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function Webhooks() {
  const { t } = useTranslation();
  const hooks = useGet('/notifications/webhooks');
  const [edited, setEdited] = useState<Webhook | 'new' | null>(null);
  const [secret, setSecret] = useState('');
  return (
    <>
      {secret && <Alert type="warning" showIcon closable={{ onClose: () => setSecret('') }} style={{ marginBottom: 12 }} title={t('notifications.secretOnce')} description={<Copyable text={secret} label={t('notifications.secret')} />} />}
      <Loaded query={hooks}>{(data) => (data.items.length ? <Hooks hooks={data.items} onEdit={setEdited} /> : <Empty small title={t('notifications.noHooks')} text={t('notifications.noHooksText')} />)}</Loaded>
      <Button icon={<PlusOutlined />} onClick={() => setEdited('new')} style={{ marginTop: 12 }}>{t('notifications.hookAdd')}</Button>
      {edited && <HookDialog hook={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSecret={setSecret} />}
    </>
  );
}
