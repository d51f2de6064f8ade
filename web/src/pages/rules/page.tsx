// Rule packs and their versions, their rules by words and clause, and a place to try the detectors on a text.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageFrame, Panel } from '@/house/page';
import { TabStrip } from '@/house/tab-strip';
import { PackList } from './packs';
import { RuleDrawer } from './drawer';
import { RuleList } from './list';
import { TryRules } from './try';
import { VersionDrawer } from './version-drawer';
import { VersionList } from './versions';

const tabs = ['packs', 'versions', 'rules', 'try'] as const;

export default function RulesPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'packs';
  // Filters belong to their tab: changing the tab starts afresh.
  const change = (name: string) => setSearch(name === 'packs' ? {} : { tab: name });
  return (
    <PageFrame title={t('rules.title')} rule={t('rules.rule')}>
      <Panel flush>
        <div className="table-tools no-print">
          <TabStrip label={t('rules.title')} active={tab} items={tabs.map((name) => ({ key: name, label: t(`rules.tabs.${name}`) }))} onChange={change} />
        </div>
        {tab === 'packs' && <PackList />}
        {tab === 'versions' && <VersionList />}
        {tab === 'rules' && <RuleList />}
        {tab === 'try' && <TryRules />}
      </Panel>
      <RuleDrawer />
      <VersionDrawer />
    </PageFrame>
  );
}
