// What came of a test, in the words of the server.
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';

export function TriedAlert({ tried, good }: { tried: Schemas['Tried']; good: string }) {
  const { t } = useTranslation();
  const say = useWord();
  return <Alert type={tried.ok ? 'success' : 'error'} showIcon style={{ marginBottom: 12 }} title={tried.ok ? good : t('notifications.testFailed')} description={tried.error && say(tried.error)} />;
}
