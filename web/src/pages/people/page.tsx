// People and the one-time links not yet used.
import { UserAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { useOpened } from '@/house/list-state';
import { PageFrame, Panel } from '@/house/page';
import { TabStrip } from '@/house/tab-strip';
import { ExportButton } from '@/house/export-button';
import { ImportButton } from '@/house/import-button';
import { InvitationList } from './invitations';
import { InviteDialog, LinkDialog } from './dialogs';
import { PeopleList } from './list';

const tabs = ['people', 'invitations'] as const;

export default function PeoplePage() {
  const { t } = useTranslation();
  const [tab, setTab] = useOpened('tab');
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<Schemas['InvitationLink'] | null>(null);
  const active = tabs.find((name) => name === tab) ?? 'people';
  return (
    <PageFrame title={t('people.title')} rule={t('people.rule')} actions={<><ImportButton list="people" affects={['/people', '/invitations']} /><ExportButton key={active} list={active === 'people' ? 'people' : 'invitations'} /><Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>{t('people.invite')}</Button></>}>
      <Panel flush>
        <div className="table-tools no-print">
          <TabStrip label={t('people.title')} active={active} items={tabs.map((name) => ({ key: name, label: t(`people.tabs.${name}`) }))} onChange={(key) => setTab(key === 'people' ? null : key)} />
        </div>
        {active === 'people' ? <PeopleList onLink={setLink} /> : <InvitationList onLink={setLink} />}
      </Panel>
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onLink={(made) => {
            setInviting(false);
            setLink(made);
          }}
        />
      )}
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </PageFrame>
  );
}
