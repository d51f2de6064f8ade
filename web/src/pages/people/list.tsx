// People: state, roles, second factor; lock, unlock, new password, new second factor.
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useSession } from '@/app/session';
import { useConfirm, useNotices } from '@/house/confirm';
import { FilterBar, TextFilter } from '@/house/filter-bar';
import { formatTime } from '@/house/format';
import { useListState } from '@/house/list-state';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';

type Person = Schemas['Person'];
const filters = { q: 'text' } as const;
const tones = { active: 'good', locked: 'warn', disabled: 'bad' } as const;

export function PeopleList({ onLink }: { onLink: (link: Schemas['InvitationLink']) => void }) {
  const { t } = useTranslation();
  const me = useSession().person;
  const list = useListState(filters);
  const rows = usePaged('/people', list, { query: list.filters });
  const columns: Column<Person>[] = [
    { key: 'name', title: t('setup.name'), render: (_value, row) => <div className="two-lines">{row.name}<span className="secondary mono">{row.login} · {row.id}</span></div> },
    { key: 'roles', title: t('people.roles'), render: (_value, row) => (row.roles.length ? <div style={{ maxWidth: 'min(320px, 15vw)', whiteSpace: 'normal' }}>{row.roles.map((role) => <span key={role} className="mark" style={{ marginRight: 4 }}>{t(`roles.${role}`)}</span>)}</div> : t('people.noRole')) },
    { key: 'state', title: t('assets.state'), render: (_value, row) => <span className={`mark mark-${tones[row.state]}`}>{t(`people.states.${row.state}`)}</span> },
    { key: 'totp', title: t('people.totp'), render: (_value, row) => t(row.totp ? 'common.yes' : 'common.no') },
    { key: 'last', title: t('people.lastLogin'), render: (_value, row) => (row.last_login ? formatTime(row.last_login) : t('people.neverIn')) },
    { key: 'created', title: t('common.created'), render: (_value, row) => formatTime(row.created) },
    { key: 'acts', title: t('common.acts'), render: (_value, row) => (row.id === me.id ? t('people.self') : <PersonActs person={row} onLink={onLink} />) },
  ];
  return (
    <>
      <FilterBar active={list.active} onReset={list.reset}>
        <TextFilter id="p-q" label={t('filters.words')} value={list.filters.q} onChange={(q) => list.set({ q })} />
      </FilterBar>
      <ServerTable name="people" label={t('people.tabs.people')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('people.empty')} />} />
    </>
  );
}

function PersonActs({ person, onLink }: { person: Person; onLink: (link: Schemas['InvitationLink']) => void }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const change = useAct((body: { state?: 'active' | 'disabled'; reset_totp?: boolean }) => unwrap(api.PATCH('/people/{id}', { params: { path: { id: person.id } }, body })), ['/people'], () => done(t('people.changed')));
  const password = useAct(() => unwrap(api.POST('/people/{id}/password-link', { params: { path: { id: person.id } } })), ['/invitations'], onLink);
  const name = { name: person.name };
  const acts: Record<string, () => void> = {
    password: () => ask(t('people.acts.password'), t('people.passwordText', name), t('people.makeLink'), () => password.mutateAsync(undefined, { onError: failed })),
    enable: () => change.mutate({ state: 'active' }, { onError: failed }),
    disable: () => ask(t('people.acts.disable'), t('people.disableText', name), t('people.acts.disable'), () => change.mutateAsync({ state: 'disabled' }, { onError: failed })),
    totp: () => ask(t('people.acts.totp'), t('people.totpText', name), t('people.acts.totp'), () => change.mutateAsync({ reset_totp: true }, { onError: failed })),
  };
  const shown = ['password', ...(person.state === 'active' ? [] : ['enable']), ...(person.state === 'disabled' ? [] : ['disable']), ...(person.totp ? ['totp'] : [])];
  return (
    <Dropdown trigger={['click']} menu={{ items: shown.map((key) => ({ key, label: t(`people.acts.${key}`) })), onClick: ({ key }) => acts[key]?.() }}>
      <button type="button" className="link-button" aria-label={t('people.actsOf', name)}>{t('people.manage')}</button>
    </Dropdown>
  );
}
