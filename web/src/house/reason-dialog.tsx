// A dialog that asks for a reason before something that is written to the audit log. A refusal shows inside it, so nothing typed is lost.
import { Alert, Button, Input, Modal } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';

type Props = {
  open: boolean;
  title: string;
  children?: ReactNode;
  submitText: string;
  danger?: boolean;
  ready?: boolean;
  pending: boolean;
  problem: ApiProblem | null;
  problemAction?: ReactNode;
  onCancel: () => void;
  onSubmit: (reason: string) => void;
};

export function ReasonDialog({ open, title, children, submitText, danger = false, ready = true, pending, problem, problemAction, onCancel, onSubmit }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (open) setReason('');
  }, [open]);
  const complete = reason.trim() !== '' && ready;
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onCancel}
      width={620}
      destroyOnHidden
      footer={[
        <Button key="no" onClick={onCancel}>{t('common.cancel')}</Button>,
        <Button key="yes" type="primary" danger={danger} loading={pending} disabled={!complete} onClick={() => onSubmit(reason.trim())}>{submitText}</Button>,
      ]}
    >
      {problem && <Alert type="error" showIcon title={text(problem)} action={problemAction} style={{ marginBottom: 12 }} />}
      {children}
      <label htmlFor="reason">
        {t('reason.label')} <span className="danger" aria-hidden>*</span>
      </label>
      <Input.TextArea id="reason" value={reason} maxLength={2000} rows={3} required placeholder={t('reason.hint')} onChange={(event) => setReason(event.target.value)} style={{ marginTop: 6 }} />
    </Modal>
  );
}
