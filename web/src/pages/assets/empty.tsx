// Nothing in the list: because nothing was scanned, because all is decided, or because the filters let nothing through.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '@/app/session';
import { Empty } from '@/house/states';
import type { Tab } from './filters';

export function AssetEmpty({ filtered, tab, all, toAll }: { filtered: boolean; tab: Tab; all: number; toAll: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  if (all > 0) return <Empty title={t('assets.emptyTab', { tab: t(tab === 'all' ? 'assets.all' : `assetStates.${tab}`) })} action={tab !== 'all' && <Button onClick={toAll}>{t('assets.showAll')}</Button>} />;
  if (filtered) return <Empty title={t('assets.emptyFiltered')} text={t('assets.emptyFilteredText')} />;
  return <Empty title={t('assets.empty')} text={t('assets.emptyText')} action={can('sources.manage') && <Link to="/sources">{t('assets.addSource')}</Link>} />;
}
