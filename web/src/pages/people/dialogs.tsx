// Inviting somebody, and showing a one-time link once.
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { Copyable } from '@/house/copy';
import { formatTime } from '@/house/format';

type Link = Schemas['InvitationLink'];

export function InviteDialog({ onClose, onLink }: { onClose: () => void; onLink: (link: Link) => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const [form] = Form.useForm<{ name: string }>();
  const invite = useAct((body: { name: string }) => unwrap(api.POST('/invitations', { body })), ['/invitations'], onLink);
  return (
    <Modal open title={t('people.invite')} okText={t('people.makeLink')} cancelText={t('common.cancel')} confirmLoading={invite.isPending} onOk={form.submit} onCancel={onClose}>
      {invite.error && <Alert type="error" showIcon title={text(invite.error)} style={{ marginBottom: 12 }} />}
      <p className="form-note">{t('people.inviteText')}</p>
      <Form form={form} layout="vertical" onFinish={(fields) => invite.mutate(fields)}>
        <Form.Item name="name" label={t('setup.name')} rules={[{ required: true, message: t('forms.required') }]}><Input autoFocus maxLength={100} /></Form.Item>
      </Form>
    </Modal>
  );
}

export function LinkDialog({ link, onClose }: { link: Link | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={link !== null} title={t('people.linkTitle', { name: link?.invitation.name ?? '' })} onCancel={onClose} footer={<Button type="primary" onClick={onClose}>{t('people.linkSaved')}</Button>}>
      {link && (
        <>
          <Alert type="warning" showIcon title={t('people.linkOnce', { time: formatTime(link.invitation.expires) })} style={{ marginBottom: 12 }} />
          <Copyable text={`${window.location.origin}${link.path}`} label={t('people.link')} />
        </>
      )}
    </Modal>
  );
}
