// The dark menu on the left with what waits in it.
import { NavLink } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import { useCan, useSession } from './session';
import { Logo } from './logo';
import { navigation } from './nav';

export function Sider() {
  const { t } = useTranslation();
  const { node } = useSession();
  const can = useCan();
  const todo = useGet('/workbench', {}, { enabled: can('assets.read') });
  return (
    <nav className="sider" aria-label={t('shell.menu')}>
      <NavLink to="/" className="brand">
        <Logo />
        <span className="ellipsis" title={t('common.product')}>{t('common.product')}</span>
      </NavLink>
      {navigation.map((group) => {
        const items = group.items.filter((item) => !item.needs || can(item.needs));
        if (!items.length) return null;
        return (
          <div key={group.key}>
            {group.key !== 'top' && <div className="nav-group">{t(`navGroups.${group.key}`)}</div>}
            {items.map((item) => {
              const waiting = todo.data && item.badge ? item.badge(todo.data) : 0;
              return (
                <NavLink key={item.path} to={item.path} end={item.path === '/'} className={({ isActive }) => (isActive ? 'nav-item active' : 'nav-item')}>
                  <span aria-hidden>{item.icon}</span>
                  {t(`nav.${item.key}`)}
                  {waiting > 0 && (
                    <span className="nav-badge">
                      {waiting}
                      <span className="visually-hidden">{t('shell.waiting')}</span>
                    </span>
                  )}
                </NavLink>
              );
            })}
          </div>
        );
      })}
      <div className="sider-foot">
        <div className="ellipsis">{node.name}</div>
        <div>{t('shell.version', { version: node.version })}</div>
        <div>{t('shell.zone')}</div>
      </div>
    </nav>
  );
}
