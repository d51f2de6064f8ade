// Previous and next under a list inside a drawer.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount } from './format';

type Pages = { page: number; next: (() => void) | null; back: (() => void) | null; query: { data?: { total: number } | undefined } };

export function InnerPager({ pages }: { pages: Pages }) {
  const { t } = useTranslation();
  const total = pages.query.data?.total;
  return (
    <div className="pager no-print">
      <span className="pager-count">{total !== undefined && t('table.total', { total: formatCount(total) })}</span>
      {pages.back && <Button size="small" onClick={pages.back}>{t('table.previous')}</Button>}
      {(pages.back || pages.next) && <span>{t('table.page', { page: pages.page })}</span>}
      {pages.next && <Button size="small" onClick={pages.next}>{t('table.next')}</Button>}
    </div>
  );
}
