// The gear at the end of a table's head row; what it opens is a chunk of its own.
import { SettingOutlined } from '@ant-design/icons';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewChoice } from './use-table-view';

const ViewPanel = lazy(() => import('./view-panel'));

export function ViewButton({ choice, columns }: { choice: ViewChoice; columns: { key: string; title: string }[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="view-button no-print">
      <button type="button" ref={button} aria-label={t('view.title')} title={t('view.title')} aria-expanded={open} onClick={() => setOpen(!open)}><SettingOutlined /></button>
      {open && <Suspense fallback={null}><ViewPanel choice={choice} columns={columns} onClose={close} /></Suspense>}
    </div>
  );
}
