// The links for the other two administrators, shown once after the first set-up.
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { Copyable } from '@/house/copy';
import { formatTime } from '@/house/format';

export function Links({ links, enter }: { links: Schemas['InvitationLink'][]; enter: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert type="warning" showIcon title={t('setup.linksOnce')} style={{ marginBottom: 16 }} />
      {links.map(({ invitation, path }) => (
        <div className="evidence" key={invitation.id}>
          <div className="evidence-head">
            <span>{t(`roles.${invitation.role}`)}</span>
            <span className="secondary">{t('setup.until', { time: formatTime(invitation.expires) })}</span>
          </div>
          <div className="evidence-body">
            <Copyable text={`${window.location.origin}${path}`} label={t('people.link')} />
          </div>
        </div>
      ))}
      <p className="form-note">{t('setup.linksText')}</p>
      <Button type="primary" block onClick={enter}>{t('setup.enter')}</Button>
    </>
  );
}
