// What waits for me: decisions, reviews, things unread; running work; the last scans; clocks that are due.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useCan, useSession } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { formatCount, formatDate, formatTime } from '@/house/format';
import { JobCard } from '@/house/job-card';
import { isMoving } from '@/house/moving-jobs';
import { KpiStrip, PageFrame, Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';
import { FirstSteps } from './first-steps';

type Todo = { key: string; count: number; to: string };

function Todos({ data }: { data: Schemas['Workbench'] }) {
  const { t } = useTranslation();
  const can = useCan();
  const all: (Todo & { shown: boolean })[] = [
    { key: 'core', count: data.pending_core, to: '/assets?grade=core', shown: can('assets.decide') },
    { key: 'important', count: data.pending_important, to: '/assets?grade=important', shown: can('assets.decide') },
    { key: 'reviews', count: data.reviews, to: '/reviews', shown: can('assets.review') },
    { key: 'disputed', count: data.disputed, to: '/assets?tab=disputed', shown: true },
    { key: 'credentials', count: data.credentials, to: '/credentials', shown: true },
    { key: 'never', count: data.sources_never_scanned, to: '/sources', shown: can('scans.run') },
    { key: 'unread', count: data.unread, to: '/sources?tab=scans', shown: true },
    { key: 'pending', count: data.pending, to: '/assets', shown: true },
  ];
  const waiting = all.filter((todo) => todo.shown && todo.count > 0);
  if (!waiting.length) return <Empty small title={t('workbench.nothing')} />;
  return (
    <>
      {waiting.map((todo) => (
        <div className="todo" key={todo.key}>
          <strong>{formatCount(todo.count)}</strong>
          <span className="grow">
            {t(`workbench.todo.${todo.key}`)}
            <div className="secondary">{t(`workbench.todoText.${todo.key}`)}</div>
          </span>
          <Link to={todo.to} aria-label={t('workbench.goTo', { what: t(`workbench.todo.${todo.key}`) })}>{t('workbench.go')}</Link>
        </div>
      ))}
    </>
  );
}

function Scans({ scans }: { scans: Schemas['Scan'][] }) {
  const { t } = useTranslation();
  if (!scans.length) return <Empty small title={t('workbench.noScans')} />;
  return (
    <>
      {scans.map((scan) => (
        <div className="todo" key={scan.id}>
          <span className="grow">
            <Link to={`/sources?tab=scans&scan=${scan.id}`}>{scan.source_name ?? t('sources.scanNumber', { number: scan.id })}</Link>
            <div className="secondary">{formatTime(scan.started)} · {t('sources.scanSum', { items: formatCount(scan.items), assets: formatCount(scan.assets) })}</div>
          </span>
          {scan.unread > 0 && <span className="mark mark-warn">{t('sources.unreadCount', { n: formatCount(scan.unread) })}</span>}
        </div>
      ))}
    </>
  );
}

function Clocks({ clocks }: { clocks: Schemas['Workbench']['clocks'] }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Panel title={t('workbench.clocks')}>
      {clocks.map((clock) => (
        <div className="todo" key={clock.id}>
          <span className="grow">
            {word(clock.name)}
            <div className="secondary">{[clock.object, clock.basis].filter(Boolean).join(' · ')}</div>
          </span>
          <span className={new Date(clock.due).getTime() < Date.now() ? 'danger nowrap' : 'nowrap'}>{t('workbench.due', { date: formatDate(clock.due) })}</span>
        </div>
      ))}
    </Panel>
  );
}

export default function WorkbenchPage() {
  const { t } = useTranslation();
  const { person } = useSession();
  const query = useGet('/workbench');
  const unit = t('assets.unit');
  const kpis = (data: Schemas['Workbench']) => [
    { key: 'assets', label: t('assets.kpi.all'), value: formatCount(data.assets), unit, note: t('workbench.added', { n: formatCount(data.added_7_days) }) },
    { key: 'core', label: t('grades.core'), value: formatCount(data.core), unit, note: t('workbench.waiting', { n: formatCount(data.pending_core) }) },
    { key: 'important', label: t('grades.important'), value: formatCount(data.important), unit, note: t('workbench.waiting', { n: formatCount(data.pending_important) }) },
    { key: 'general', label: t('grades.general'), value: formatCount(data.general), unit },
    { key: 'pending', label: t('assetStates.pending'), value: formatCount(data.pending), unit },
    { key: 'sources', label: t('nav.sources'), value: formatCount(data.sources), unit: t('workbench.sourceUnit'), note: data.sources_never_scanned > 0 && <span className="danger">{t('workbench.never', { n: data.sources_never_scanned })}</span> },
  ];
  return (
    <PageFrame title={t('workbench.title')} rule={t('workbench.hello', { name: person.name })}>
      <Loaded query={query}>
        {(data) => (
          <>
            <KpiStrip items={kpis(data)} />
            {(data.sources === 0 || (data.assets === 0 && data.scans.length === 0)) && <FirstSteps data={data} />}
            <div className="columns columns-main">
              <div><Panel title={t('workbench.todos')}><Todos data={data} /></Panel></div>
              <div>
                {data.jobs.some(isMoving) && <Panel title={t('workbench.jobs')}>{data.jobs.filter(isMoving).map((job) => <JobCard key={job.id} job={job} />)}</Panel>}
                {data.clocks.length > 0 && <Clocks clocks={data.clocks} />}
                <Panel title={t('workbench.scans')} extra={<Link to="/sources?tab=scans">{t('workbench.allScans')}</Link>}><Scans scans={data.scans} /></Panel>
              </div>
            </div>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}
