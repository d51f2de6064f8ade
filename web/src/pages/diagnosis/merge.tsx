// Takes in a travel file: uploads it, lays it together with what is here, and says what came of it.
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Modal } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { formatDate } from '@/house/format';
import { KeyValues } from '@/house/page';
import { sendFile } from './upload';

export default function MergeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const input = useRef<HTMLInputElement>(null);
  const merge = useAct(async (file: File) => {
    const upload = await sendFile(file);
    return unwrap(api.POST('/assessments/merges', { body: { upload: upload.id } }));
  }, ['/assessments']);
  const found = merge.data;
  const signed = (signature: NonNullable<typeof found>['signature']) => {
    if (!signature) return t('diagnosis.notSigned');
    const key = signature.fingerprint.slice(0, 16);
    const words = signature.known_since ? t('diagnosis.signedKnown', { name: signature.signer, key, since: formatDate(signature.known_since) }) : t('diagnosis.signedNew', { name: signature.signer, key: signature.fingerprint });
    return signature.other_keys > 0 ? `${words} ${t('diagnosis.signedOther', { n: signature.other_keys })}` : words;
  };
  return (
    <Modal open title={t('diagnosis.takeIn')} onCancel={onClose} footer={[<Button key="no" onClick={onClose}>{t('common.close')}</Button>]} mask={{ closable: false }}>
      <p className="form-note">{t('diagnosis.takeInText')}</p>
      <input ref={input} type="file" hidden aria-label={t('diagnosis.chooseFile')} onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = '';
        if (file) merge.mutate(file);
      }} />
      <Button type="primary" icon={<UploadOutlined />} loading={merge.isPending} onClick={() => input.current?.click()}>{t('diagnosis.chooseFile')}</Button>
      {merge.error && <Alert type="error" showIcon title={text(merge.error)} style={{ marginTop: 12 }} />}
      {found && (
        <div style={{ marginTop: 16 }} role="status">
          <Alert type={found.conflicts.length ? 'warning' : 'success'} showIcon title={found.entries + found.evidence + found.custody === 0 ? t('diagnosis.mergedNothing') : found.made ? t('diagnosis.mergedNew') : t('diagnosis.merged')} style={{ marginBottom: 12 }} />
          <KeyValues pairs={[[t('diagnosis.mergedEntries'), String(found.entries)], [t('diagnosis.mergedEvidence'), String(found.evidence)], [t('diagnosis.mergedCustody'), String(found.custody)], [t('diagnosis.conflicts'), String(found.conflicts.length)], [t('diagnosis.signature'), signed(found.signature)]]} />
          <p style={{ marginTop: 12 }}><Link to={`/diagnoses/${found.assessment}${found.conflicts.length ? '?tab=conflicts' : ''}`} onClick={onClose}>{found.conflicts.length ? t('diagnosis.settle') : t('diagnosis.goTo')}</Link></p>
        </div>
      )}
    </Modal>
  );
}
