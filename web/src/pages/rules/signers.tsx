// Keys whose signatures on packs count on this node.
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { useCan } from '@/app/session';
import { useConfirm, useNotices } from '@/house/confirm';
import { EvidenceCard } from '@/house/evidence-card';
import { formatTime } from '@/house/format';
import { Empty, Loaded } from '@/house/states';

type Fields = { name: string; key: string };

function AddSigner() {
  const { t } = useTranslation();
  const text = useProblemText();
  const { done } = useNotices();
  const [form] = Form.useForm<Fields>();
  const add = useAct((body: Fields) => unwrap(api.POST('/pack-signers', { body })), ['/pack-signers'], (signer) => {
    done(t('packs.signerAdded', { name: signer.name }));
    form.resetFields();
  });
  return (
    <Form<Fields> form={form} layout="vertical" onFinish={(fields) => add.mutate(fields)} style={{ marginTop: 16 }}>
      {add.error && <Alert type="error" showIcon title={text(add.error)} style={{ marginBottom: 12 }} />}
      <Form.Item name="name" label={t('packs.signerName')} rules={[{ required: true, message: t('forms.required') }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="key" label={t('packs.signerKey')} extra={t('packs.signerKeyHint')} rules={[{ required: true, message: t('forms.required') }]}><Input.TextArea rows={4} maxLength={8192} className="mono" /></Form.Item>
      <Button htmlType="submit" loading={add.isPending}>{t('packs.addSigner')}</Button>
    </Form>
  );
}

export function SignerList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const signers = useGet('/pack-signers');
  const remove = useAct((id: string) => unwrap(api.DELETE('/pack-signers/{id}', { params: { path: { id } } })), ['/pack-signers'], () => done(t('packs.signerRemoved')));
  return (
    <Modal open title={t('packs.signers')} onCancel={onClose} width={620} footer={<Button onClick={onClose}>{t('common.close')}</Button>}>
      <p className="form-note">{t('packs.signersText')}</p>
      <Loaded query={signers}>
        {(data) => data.items.length === 0 ? <Empty title={t('packs.noSigners')} /> : data.items.map((signer) => (
          <EvidenceCard key={signer.fingerprint} head={signer.name} side={can('packs.manage') ? (
            <button type="button" className="link-button danger" aria-label={t('packs.removeSignerOf', { name: signer.name })} onClick={() => ask(t('packs.removeSigner'), t('packs.removeSignerText', { name: signer.name }), t('packs.removeSigner'), () => remove.mutateAsync(signer.fingerprint, { onError: failed }))}>{t('packs.removeSigner')}</button>
          ) : ''}>
            <div className="mono break">{signer.fingerprint}</div>
            <div className="secondary">{signer.by} · {formatTime(signer.added)}</div>
          </EvidenceCard>
        ))}
      </Loaded>
      {can('packs.manage') && <AddSigner />}
    </Modal>
  );
}
