// A dialog that asks for a reason before something that is written to the audit log. A refusal shows inside it, so nothing typed is lost.
import { Alert, Button, Input, Modal } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { useDraft } from './draft';

type Props = {
  open: boolean;
  title: string;
  about: string; // what is decided about: a draft belongs to it
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

export function ReasonDialog({ open, title, about, children, submitText, danger = false, ready = true, pending, problem, problemAction, onCancel, onSubmit }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const [reason, setReason] = useState('');
  const [restored, setRestored] = useState(false);
  // Kept until it is sent or given up: both close the dialog.
  const draft = useDraft(`reason.${title}.${about}`);
  const opened = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (open) {
      opened.current = draft.drop;
      const kept = draft.read() ?? '';
      setReason(kept);
      setRestored(kept !== '');
    } else {
      opened.current?.();
      opened.current = null;
    }
  }, [open, draft]);
  const type = (words: string) => {
    setReason(words);
    draft.keep(words);
  };
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
      <Input.TextArea id="reason" value={reason} maxLength={2000} rows={3} required placeholder={t('reason.hint')} onChange={(event) => type(event.target.value)} style={{ marginTop: 6 }} />
      {restored && <div className="secondary" role="status">{t('draft.restored')}</div>}
    </Modal>
  );
}
