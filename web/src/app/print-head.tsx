// The head of what is printed: whose data, which page, printed by whom and when. Only on paper.
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@/house/format';
import { useSession } from './session';

export function PrintHead() {
  const { t } = useTranslation();
  const { node, person } = useSession();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const before = () => flushSync(() => setNow(new Date().toISOString()));
    window.addEventListener('beforeprint', before);
    return () => window.removeEventListener('beforeprint', before);
  }, []);
  return (
    <div className="print-only print-head">
      <strong>{t('common.product')}</strong>
      <span>{[node.organisation, node.demo && t('demo.mark'), t('shell.printed', { name: person.name, time: formatTime(now) }), t('shell.masked')].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
