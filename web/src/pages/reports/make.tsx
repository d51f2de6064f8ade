// Title and language of a new report.
import { Alert, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { useNotices } from '@/house/confirm';
import { useLanguage } from '@/i18n';

type Fields = { lang: 'zh' | 'en'; title?: string };

export function MakeReport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { language } = useLanguage();
  const { done } = useNotices();
  const [form] = Form.useForm<Fields>();
  const make = useAct(({ lang, title }: Fields) => unwrap(api.POST('/reports', { body: { lang, ...(title?.trim() ? { title: title.trim() } : {}) } })), ['/jobs', '/reports'], () => {
    done(t('reports.started'));
    onClose();
  });
  return (
    <Modal open title={t('reports.make')} okText={t('reports.makeSubmit')} cancelText={t('common.cancel')} confirmLoading={make.isPending} onOk={form.submit} onCancel={onClose}>
      {make.error && <Alert type="error" showIcon title={text(make.error)} style={{ marginBottom: 12 }} />}
      <p className="form-note">{t('reports.makeText')}</p>
      <Form<Fields> form={form} layout="vertical" initialValues={{ lang: language }} onFinish={(fields) => make.mutate(fields)}>
        <Form.Item name="title" label={t('reports.name')} extra={t('reports.nameHint')}><Input maxLength={200} /></Form.Item>
        <Form.Item name="lang" label={t('reports.language')}>
          <Radio.Group options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`reports.langs.${value}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
