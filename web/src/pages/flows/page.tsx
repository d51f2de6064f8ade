// From sources over carriers and categories to grades, as a picture and as a table with the same numbers.
import { Radio } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { formatBytes, formatCount, formatTime } from '@/house/format';
import { useOpened } from '@/house/list-state';
import { PageFrame, Panel } from '@/house/page';
import { Empty, Loaded, Loading } from '@/house/states';
import { useNodeNames } from './names';

const Picture = lazy(() => import('./picture'));

function FlowTable({ flows }: { flows: Schemas['Flows'] }) {
  const { t } = useTranslation();
  const nameOf = useNodeNames(flows);
  return (
    <table className="grid-table">
      <thead><tr><th>{t('flows.from')}</th><th>{t('flows.to')}</th><th>{t('sources.assets')}</th><th>{t('carriers.bytes')}</th></tr></thead>
      <tbody>
        {flows.links.map((link) => (
          <tr key={`${link.from}-${link.to}`}>
            <td>{nameOf(link.from)}</td>
            <td>{nameOf(link.to)}</td>
            <td className="right">{formatCount(link.assets)}</td>
            <td className="right">{formatBytes(link.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default function FlowsPage() {
  const { t } = useTranslation();
  const flows = useGet('/flows');
  const [kept, setView] = useOpened('view');
  const view = kept === 'table' ? 'table' : 'picture';
  return (
    <PageFrame title={t('flows.title')} rule={t('flows.rule')} actions={<Radio.Group value={view} optionType="button" buttonStyle="solid" options={[{ value: 'picture', label: t('flows.picture') }, { value: 'table', label: t('flows.table') }]} onChange={(event) => setView(event.target.value === 'table' ? 'table' : null)} />}>
      <Panel title={t('flows.panel')} extra={flows.data && t('flows.asOf', { time: formatTime(new Date(flows.dataUpdatedAt).toISOString()) })}>
        <Loaded query={flows}>
          {(data) =>
            data.links.length === 0 ? (
              <Empty title={t('flows.empty')} text={t('assets.emptyText')} action={<Link to="/sources">{t('assets.newScan')}</Link>} />
            ) : view === 'table' ? (
              <FlowTable flows={data} />
            ) : (
              <Suspense fallback={<Loading />}><Picture flows={data} /></Suspense>
            )
          }
        </Loaded>
      </Panel>
    </PageFrame>
  );
}
