// Takes a list away as a file. Not there for who may not; the dialog is a chunk of its own.
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList, type Filter } from './transfer-list';

const ExportDialog = lazy(() => import('./export-dialog'));

export function ExportButton({ list, filter = {}, small = false }: { list: string; filter?: Filter; small?: boolean }) {
  const { t } = useTranslation();
  const known = useList(list);
  const [open, setOpen] = useState(false);
  if (!known?.may_export) return null;
  return (
    <>
      <Button icon={<DownloadOutlined />} size={small ? 'small' : 'middle'} onClick={() => setOpen(true)}>{t('transfers.export')}</Button>
      {open && <Suspense fallback={null}><ExportDialog list={known} filter={filter} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
