// The node's channels for reminders, and what became of the last deliveries.
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatCount, formatTime } from '@/house/format';
import { useListState } from '@/house/list-state';
import { PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty, Loaded } from '@/house/states';
import { MailForm } from './mail';
import { Webhooks } from './webhooks';

type Delivery = Schemas['Delivery'];
const noFilters = {} as const;

function Deliveries() {
  const { t } = useTranslation();
  const say = useWord();
  const list = useListState(noFilters);
  const rows = usePaged('/notifications/deliveries', list);
  const kinds = useGet('/notifications/kinds');
  const nameOf = (code: string) => {
    const found = kinds.data?.items.find((one) => one.kind === code);
    return found ? say(found.name) : code;
  };
  const columns: Column<Delivery>[] = [
    { key: 'created', title: t('common.created'), render: (_value, row) => formatTime(row.created) },
    { key: 'recipient', title: t('notifications.recipient'), render: (_value, row) => <div className="two-lines">{row.recipient}<span className="secondary">{t(`notifications.channels.${row.channel}`)}</span></div> },
    { key: 'kinds', title: t('reminders.kinds'), render: (_value, row) => <div className="break" style={{ maxWidth: 300, whiteSpace: 'normal' }}>{row.kinds.map(nameOf).join(' · ')}</div> },
    { key: 'reminders', title: t('notifications.count'), align: 'right', render: (_value, row) => formatCount(row.reminders) },
    { key: 'state', title: t('notifications.state'), render: (_value, row) => <div className="two-lines">{t(`notifications.states.${row.state}`)}<span className="secondary">{row.sent ? formatTime(row.sent) : row.next_try ? t('notifications.nextTry', { time: formatTime(row.next_try), count: row.attempts }) : ''}</span></div> },
    { key: 'error', title: t('notifications.error'), render: (_value, row) => <div className="break" style={{ maxWidth: 320, whiteSpace: 'normal' }}>{row.error ? say(row.error) : t('common.none')}</div> },
  ];
  return <ServerTable<Delivery, typeof noFilters> name="deliveries" label={t('notifications.deliveries')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty small title={t('notifications.noDeliveries')} text={t('notifications.noDeliveriesText')} />} />;
}

export default function NotificationsPage() {
  const { t } = useTranslation();
  const mail = useGet('/notifications/mail');
  return (
    <PageFrame title={t('notifications.title')} rule={t('notifications.rule')}>
      <div className="columns columns-2">
        <Panel title={t('notifications.mail')}><Loaded query={mail}>{(data) => <MailForm key={JSON.stringify(data)} mail={data} />}</Loaded></Panel>
        <Panel title={t('notifications.webhooks')}><Webhooks /></Panel>
      </div>
      <Panel title={t('notifications.deliveries')} flush><Deliveries /></Panel>
    </PageFrame>
  );
}
