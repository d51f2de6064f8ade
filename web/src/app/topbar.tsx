// Where am I, search, unit, appearance, language, me.
import { BankOutlined, GlobalOutlined, LogoutOutlined, MoonOutlined, SunOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useNotices } from '@/house/confirm';
import { useAppearance } from './appearance';
import { Help } from './help';
import { crumbsOf } from './nav';
import { useCan, useSession } from './session';

function Crumbs() {
  const { t } = useTranslation();
  const { group, page } = crumbsOf(useLocation().pathname);
  const name = t(`nav.${page}`, { defaultValue: '' });
  useEffect(() => {
    document.title = [name, t('common.product')].filter(Boolean).join(' - ');
  }, [name, t]);
  return (
    <ol className="crumbs" aria-label={t('shell.crumbs')}>
      {group && <li>{t(`navGroups.${group}`)}</li>}
      <li aria-current="page">{name}</li>
    </ol>
  );
}

function Search() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const onPage = useLocation().pathname === '/search';
  const [search] = useSearchParams();
  const asked = onPage ? (search.get('q') ?? '') : '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const go = (value: string) => {
    const words = value.trim();
    if (words) void navigate(`/search?q=${encodeURIComponent(words)}`);
  };
  return (
    <div className="top-search"><Input.Search value={text} placeholder={t('shell.searchHint')} aria-label={t('shell.searchHint')} onChange={(event) => setText(event.target.value)} onSearch={go} /></div>
  );
}

export function LookButtons() {
  const { t } = useTranslation();
  const { isDark, toggleDark, language, setLanguage } = useAppearance();
  return (
    <>
      <Button type="text" icon={isDark ? <SunOutlined /> : <MoonOutlined />} aria-label={isDark ? t('shell.light') : t('shell.dark')} onClick={toggleDark} />
      <Button type="text" icon={<GlobalOutlined />} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')} lang={language === 'zh' ? 'en' : 'zh-CN'}>
        {language === 'zh' ? 'EN' : t('common.toChinese')}
      </Button>
    </>
  );
}

function Me() {
  const { t } = useTranslation();
  const { person } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { failed } = useNotices();
  const logOut = useAct(() => unwrap(api.DELETE('/session')), [], () => {
    client.clear();
    void navigate('/login');
  });
  const items = [
    { key: 'account', icon: <UserOutlined />, label: t('nav.account') },
    { key: 'out', icon: <LogoutOutlined />, label: t('shell.logOut') },
  ];
  const pick = ({ key }: { key: string }) => (key === 'account' ? void navigate('/account') : logOut.mutate(undefined, { onError: failed }));
  const role = person.roles[0];
  return (
    <Dropdown menu={{ items, onClick: pick }} trigger={['click']}>
      <Button type="text">
        <span className="avatar" aria-hidden>{person.name.slice(0, 1)}</span>
        {person.name}
        {role && <span className="secondary"> {t(`roles.${role}`)}</span>}
      </Button>
    </Dropdown>
  );
}

export function Topbar() {
  const { node } = useSession();
  const can = useCan();
  return (
    <header className="topbar">
      <Crumbs />
      {can('assets.read') && <Search />}
      {node.organisation && (
        <span className="top-unit ellipsis" title={node.organisation}>
          <BankOutlined aria-hidden />
          {node.organisation}
        </span>
      )}
      <LookButtons />
      <Help />
      <Me />
    </header>
  );
}
