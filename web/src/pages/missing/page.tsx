import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '@/house/states';

export default function MissingPage() {
  const { t } = useTranslation();
  return <Empty title={t('missing.title')} text={t('missing.text')} action={<Link to="/">{t('missing.home')}</Link>} />;
}
