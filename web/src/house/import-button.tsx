// Fills a list from a file. Not there for who may not; the dialog is a chunk of its own.
import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList, type Filter } from './transfer-list';

const ImportDialog = lazy(() => import('./import-dialog'));

type Props = { list: string; affects: readonly string[]; filter?: Filter };

export function ImportButton({ list, affects, filter = {} }: Props) {
  const { t } = useTranslation();
  const known = useList(list);
  const [open, setOpen] = useState(false);
  if (!known?.may_import) return null;
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>{t('transfers.import')}</Button>
      {open && <Suspense fallback={null}><ImportDialog list={known} affects={affects} filter={filter} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
