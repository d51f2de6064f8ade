// Adding or changing a provider, with a test that fetches what it says of itself.
import { Alert, Button, Checkbox, Form, Input, Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { KeyValues } from '@/house/page';

type Provider = Schemas['IdentityProvider'];
type Fields = Schemas['IdentityProviderSettings'];

function Found({ found }: { found: Schemas['Discovered'] }) {
  const { t } = useTranslation();
  const say = useWord();
  return (
    <>
      <Alert type={found.ok ? 'success' : 'error'} showIcon style={{ marginBottom: 12 }} title={found.ok ? t('providers.found') : t('providers.notFound')} description={found.error && say(found.error)} />
      {found.authorization_endpoint && (
        <KeyValues
          pairs={[
            [t('providers.authorization'), <span className="mono">{found.authorization_endpoint}</span>],
            [t('providers.token'), <span className="mono">{found.token_endpoint}</span>],
            [t('providers.keys'), `${found.keys}`],
            [t('providers.algorithms'), found.algorithms.join(' · ') || t('common.none')],
          ]}
        />
      )}
    </>
  );
}

export function ProviderDialog({ provider, onClose }: { provider: Provider | null; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const [form] = Form.useForm<Fields>();
  const save = useAct(
    ({ secret, ...rest }: Fields) => {
      const body = { ...rest, issuer: rest.issuer.trim(), client_id: rest.client_id.trim(), ...(secret ? { secret } : {}) };
      return unwrap(provider ? api.PUT('/identity-providers/{id}', { params: { path: { id: provider.id } }, body }) : api.POST('/identity-providers', { body }));
    },
    ['/identity-providers', '/oidc'],
    onClose,
  );
  const test = useAct((issuer: string) => unwrap(api.POST('/identity-providers/test', { body: { issuer } })), []);
  const problem = save.error ?? test.error;
  const required = [{ required: true, message: t('forms.required') }];
  const first: Fields = provider ? { name: provider.name, issuer: provider.issuer, client_id: provider.client_id, trust_factor: provider.trust_factor, enabled: provider.enabled } : { name: '', issuer: '', client_id: '', trust_factor: false, enabled: true };
  const tryIt = () => {
    const issuer = (form.getFieldValue('issuer') as string | undefined)?.trim();
    if (issuer) test.mutate(issuer);
  };
  return (
    <Modal open width={640} title={provider ? t('providers.edit') : t('providers.add')} okText={t('common.save')} cancelText={t('common.cancel')} confirmLoading={save.isPending} onOk={form.submit} onCancel={onClose}>
      {problem && <Alert type="error" showIcon title={text(problem)} style={{ marginBottom: 12 }} />}
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={(fields) => save.mutate(fields)}>
        <Form.Item name="name" label={t('providers.name')} extra={t('providers.nameHint')} rules={required}><Input maxLength={100} /></Form.Item>
        <Form.Item name="issuer" label={t('providers.issuer')} extra={t('providers.issuerHint')} rules={required}><Input maxLength={500} /></Form.Item>
        <Button onClick={tryIt} loading={test.isPending} style={{ marginBottom: 12 }}>{t('providers.test')}</Button>
        {test.data && <Found found={test.data} />}
        <Form.Item name="client_id" label={t('providers.clientId')} rules={required}><Input autoComplete="off" maxLength={300} /></Form.Item>
        <Form.Item name="secret" label={t('providers.secret')} extra={provider?.secret_set ? t('providers.secretSet') : undefined}><Input.Password autoComplete="new-password" maxLength={1000} /></Form.Item>
        <Form.Item name="trust_factor" valuePropName="checked" extra={t('providers.trustHint')}><Checkbox>{t('providers.trust')}</Checkbox></Form.Item>
        <Form.Item name="enabled" label={t('notifications.enabled')} valuePropName="checked"><Switch /></Form.Item>
      </Form>
    </Modal>
  );
}
