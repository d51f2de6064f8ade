// Help in the head of every page: the keys, and the description of the API.
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKeys } from './keys';

const Shortcuts = lazy(() => import('./shortcuts'));

export function Help() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [keys, setKeys] = useState(false);
  const show = useCallback(() => setKeys(true), []);
  useKeys(show);
  const items = [
    { key: 'keys', label: t('keys.title') },
    { key: 'api', label: t('nav.help/api') },
  ];
  return (
    <>
      <Dropdown menu={{ items, onClick: ({ key }) => (key === 'keys' ? show() : void navigate('/help/api')) }} trigger={['click']}>
        <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t('shell.help')} />
      </Dropdown>
      {keys && <Suspense fallback={null}><Shortcuts onClose={() => setKeys(false)} /></Suspense>}
    </>
  );
}
