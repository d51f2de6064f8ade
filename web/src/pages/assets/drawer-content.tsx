// The evidence drawer: what the asset is, why it was graded so, its fields, carriers and what people decided.
import { Alert, Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTagged } from '@/api/hooks';
import type { Asset } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { DetailDrawer } from '@/house/drawer';
import { formatBytes, formatCount, formatTime } from '@/house/format';
import { useOpened } from '@/house/list-state';
import { GradeTag, StateMark } from '@/house/marks';
import { KeyValues } from '@/house/page';
import { Loaded } from '@/house/states';
import { CarrierTab, HistoryTab } from './carriers';
import { DecisionDialog } from './decision';
import { EvidenceTab } from './evidence';
import { FieldTab } from './fields';
import { FindingTab } from './findings';
import { useNames } from './names';

const tabNames = ['evidence', 'fields', 'findings', 'carriers', 'history'] as const;

function Facts({ asset }: { asset: Asset }) {
  const { t } = useTranslation();
  const word = useWord();
  const names = useNames();
  const inForce = asset.confirmed ?? asset.decided;
  return (
    <>
      {asset.review && <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('decision.waits', { by: asset.review.by, time: formatTime(asset.review.at), grade: t(`grades.${asset.review.grade}`) })} />}
      <KeyValues
        pairs={[
          [t('assets.id'), <span className="mono">{asset.id}</span>],
          [t('assets.state'), <StateMark state={asset.state} />],
          [t('assets.proposed'), <GradeTag grade={asset.proposed} />],
          [t('assets.current'), inForce ? <GradeTag grade={inForce.grade} /> : t('assets.notDecided')],
          [t('assets.category'), names.category(asset.category)],
          [t('assets.sector'), asset.sector ? t('assets.sectorScore', { name: names.sector(asset.sector), score: asset.sector_score.toFixed(1) }) : names.sector(null)],
          [t('assets.kind'), [names.kind(asset.kind), word(asset.document_kind)].filter(Boolean).join(' · ')],
          [t('assets.size'), [asset.rows > 0 && t('assets.rows', { n: formatCount(asset.rows) }), formatBytes(asset.bytes), asset.persons > 0 && t('assets.persons', { n: formatCount(asset.persons) })].filter(Boolean).join(' · ')],
          [t('assets.source'), asset.source_name ?? t('common.none')],
          [t('assets.format'), [...asset.formats, ...asset.encodings].join(' · ') || t('common.none')],
          [t('assets.firstSeen'), formatTime(asset.first_seen)],
          [t('assets.lastSeen'), formatTime(asset.last_seen)],
          [t('assets.location'), <span className="mono">{asset.location}</span>],
        ]}
      />
    </>
  );
}

export default function AssetDrawerContent() {
  const { t } = useTranslation();
  const can = useCan();
  const [id, open] = useOpened('asset');
  const [tab, setTab] = useOpened('view');
  const [dialog, setDialog] = useState<'decide' | 'withdraw' | null>(null);
  const query = useTagged('/assets/{id}', { path: { id: id ?? '' } }, { enabled: id !== null });
  const asset = id ? query.data?.value : undefined;
  const close = () => {
    setTab(null);
    open(null);
  };
  const actions = asset && (can('assets.decide') || can('assets.confirm')) && (
    <>
      {can('assets.decide') && (asset.decided || asset.confirmed) && !asset.review && <Button onClick={() => setDialog('withdraw')} style={{ marginRight: 8 }}>{t('decision.withdraw')}</Button>}
      {!asset.review && <Button type="primary" onClick={() => setDialog('decide')}>{asset.decided && can('assets.decide') ? t('decision.change') : t('decision.title')}</Button>}
    </>
  );
  const panes = (now: Asset) => [
    { key: 'evidence', label: t('assets.tabs.evidence', { n: now.reasons.length }), children: <EvidenceTab asset={now} /> },
    { key: 'fields', label: t('assets.tabs.fields'), children: <FieldTab id={now.id} headers={now.headers} /> },
    { key: 'findings', label: t('assets.tabs.findings'), children: <FindingTab id={now.id} /> },
    { key: 'carriers', label: t('assets.tabs.carriers', { n: now.carriers }), children: <CarrierTab id={now.id} /> },
    { key: 'history', label: t('assets.tabs.history'), children: <HistoryTab id={now.id} /> },
  ];
  return (
    <DetailDrawer open={id !== null} onClose={close} title={asset ? <>{asset.name} <GradeTag grade={asset.effective} /></> : t('assets.evidence')} actions={actions}>
      <Loaded query={{ data: asset, error: query.error, isPending: query.isPending, refetch: query.refetch }}>
        {(now) => (
          <>
            <Facts asset={now} />
            <Tabs destroyOnHidden activeKey={tabNames.find((name) => name === tab) ?? 'evidence'} items={panes(now)} onChange={(key) => setTab(key === 'evidence' ? null : key)} />
          </>
        )}
      </Loaded>
      <DecisionDialog id={dialog && asset ? asset.id : null} withdraw={dialog === 'withdraw'} onClose={() => setDialog(null)} />
    </DetailDrawer>
  );
}
