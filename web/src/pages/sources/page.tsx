// Data sources: add one with a test, scan it, watch the scan, look at what was and what was not read.
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/app/session';
import { JobCard } from '@/house/job-card';
import { useOpened } from '@/house/list-state';
import { useMovingJobs } from '@/house/moving-jobs';
import { PageFrame, Panel } from '@/house/page';
import { TabStrip } from '@/house/tab-strip';
import { ExportButton } from '@/house/export-button';
import { ImportButton } from '@/house/import-button';
import { ScanDrawer } from './scan-drawer';
import { ScanList } from './scans';
import { SourceList } from './list';

const SourceForm = lazy(() => import('./form').then((module) => ({ default: module.SourceForm })));

const tabs = ['list', 'scans'] as const;

function RunningJobs() {
  const { t } = useTranslation();
  const jobs = useMovingJobs('scan');
  if (!jobs.length) return null;
  return <Panel title={t('sources.running')}>{jobs.map((job) => <JobCard key={job.id} job={job} />)}</Panel>;
}

export default function SourcesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [tab, setTab] = useOpened('tab');
  const [adding, setAdding] = useOpened('add');
  const [editing, setEditing] = useOpened('edit');
  const active = tabs.find((name) => name === tab) ?? 'list';
  const add = can('sources.manage') && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding('1')}>{t('sources.add')}</Button>;
  return (
    <PageFrame title={t('sources.title')} rule={t('sources.rule')} actions={<><ImportButton list="sources" affects={['/sources', '/workbench']} /><ExportButton key={active} list={active === 'list' ? 'sources' : 'scans'} />{add}</>}>
      <RunningJobs />
      <Panel flush>
        <div className="table-tools no-print">
          <TabStrip label={t('sources.title')} active={active} items={tabs.map((name) => ({ key: name, label: t(`sources.tabs.${name}`) }))} onChange={(key) => setTab(key === 'list' ? null : key)} />
        </div>
        {active === 'list' ? <SourceList add={add} edit={(source) => setEditing(source.id)} /> : <ScanList />}
      </Panel>
      {can('sources.manage') && (adding !== null || editing !== null) && <Suspense fallback={null}><SourceForm key={editing ?? 'new'} id={editing} onClose={() => (editing !== null ? setEditing(null) : setAdding(null))} /></Suspense>}
      <ScanDrawer />
    </PageFrame>
  );
}
