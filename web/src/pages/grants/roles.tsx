// The roles and what each may; roles that one person must not hold together.
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import { useWord } from '@/house/bilingual';
import { Panel } from '@/house/page';
import { Loaded } from '@/house/states';

export function RoleTable() {
  const { t } = useTranslation();
  const word = useWord();
  const roles = useGet('/roles');
  return (
    <Panel title={t('grants.rolesTitle')}>
      <Loaded query={roles}>
        {(data) => (
          <table className="grid-table">
            <thead><tr><th>{t('grants.role')}</th><th>{t('grants.may')}</th><th>{t('grants.excludes')}</th></tr></thead>
            <tbody>
              {data.items.map((role) => (
                <tr key={role.id}>
                  <td className="nowrap">{word(role.name)}</td>
                  <td>{role.permissions.map((permission) => <span key={permission} className="mark" style={{ margin: '0 4px 3px 0' }}>{t(`permissions.${permission.replace('.', '_')}`)}</span>)}</td>
                  <td>{role.excludes.map((other) => t(`roles.${other}`)).join(' · ') || t('common.none')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Panel>
  );
}
