// One version of a pack: what its rules change, what that does to the assets, and putting it in force.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { useConfirm, useNotices } from '@/house/confirm';
import { DetailDrawer } from '@/house/drawer';
import { EvidenceCard } from '@/house/evidence-card';
import { formatCount, formatTime } from '@/house/format';
import { InnerPager } from '@/house/inner-pager';
import { useOpened } from '@/house/list-state';
import { GradeTag } from '@/house/marks';
import { KeyValues } from '@/house/page';
import { useInnerPages } from '@/house/paged';
import { ReasonDialog } from '@/house/reason-dialog';
import { Empty, Loaded } from '@/house/states';

type Version = Schemas['PackVersion'];

function Difference({ id }: { id: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const rows = useGet('/pack-versions/{id}/difference', { path: { id } });
  return (
    <Loaded query={rows}>
      {(data) => data.items.length === 0 ? <Empty title={t('packs.sameRules')} /> : (
        <>
          <p className="form-note">{t('packs.ruleChanges', { n: formatCount(data.total) })}</p>
          {data.items.map((rule) => (
            <EvidenceCard key={rule.id} head={<>{word(rule.name) || rule.id} <span className="secondary mono">{rule.id}</span></>} side={t(`packs.what.${rule.what}`)}>
              {rule.what === 'changed' && rule.fields.map((field) => (
                <div key={field.field} className="break">
                  <span className="mono">{field.field}</span>
                  {field.removed.length > 0 && <div><del className="danger">{field.removed.join(' · ')}</del></div>}
                  {field.added.length > 0 && <div><ins>{field.added.join(' · ')}</ins></div>}
                </div>
              ))}
            </EvidenceCard>
          ))}
        </>
      )}
    </Loaded>
  );
}

function Changes({ id }: { id: string }) {
  const { t } = useTranslation();
  const pages = useInnerPages('/pack-versions/{id}/changes', { path: { id } });
  return (
    <Loaded query={pages.query}>
      {(data) => data.items.length === 0 ? <Empty title={t('packs.noAssets')} /> : (
        <>
          {data.items.map((row) => (
            <div key={row.asset} className="break" style={{ padding: '4px 0' }}>
              <Link to={`/assets?tab=all&asset=${encodeURIComponent(row.asset)}`}>{row.name}</Link>{' '}
              <GradeTag grade={row.before} /> → <GradeTag grade={row.after} />{row.decided && <span className="secondary"> {t('packs.decisionStands')}</span>}
            </div>
          ))}
          <InnerPager pages={pages} />
        </>
      )}
    </Loaded>
  );
}

function Preview({ version }: { version: Version }) {
  const { t } = useTranslation();
  const can = useCan();
  const { preview } = version;
  if (!preview) return <p className="form-note">{t('packs.noPreview')}</p>;
  return (
    <>
      <p className="form-note">{t('packs.previewOf', { time: formatTime(preview.at), assets: formatCount(preview.assets), grades: formatCount(preview.grades), decided: formatCount(preview.decided) })}</p>
      {preview.rescan && <p className="form-note">{t('packs.rescan')}</p>}
      {preview.steps.map((step) => <div key={`${step.before}>${step.after}`}><GradeTag grade={step.before} /> → <GradeTag grade={step.after} /> {formatCount(step.assets)}</div>)}
      {can('assets.read') && preview.assets > 0 && <Changes id={version.id} />}
    </>
  );
}

function Acts({ version, onGone }: { version: Version; onGone: () => void }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const [asking, setAsking] = useState<'force' | 'revert' | null>(null);
  const affects = ['/jobs', '/pack-versions', '/packs'];
  const path = { id: version.id };
  const preview = useAct(() => unwrap(api.POST('/pack-versions/{id}/preview', { params: { path } })), affects, () => done(t('packs.previewStarted')));
  const change = useAct((reason: string) => asking === 'revert'
    ? unwrap(api.POST('/packs/{id}/revert', { params: { path: { id: version.pack } }, body: { reason } }))
    : unwrap(api.POST('/pack-versions/{id}/force', { params: { path }, body: { reason } })), affects, () => {
    done(t('packs.changeStarted'));
    setAsking(null);
  });
  const remove = useAct(() => unwrap(api.DELETE('/pack-versions/{id}', { params: { path } })), affects, () => {
    done(t('packs.removed'));
    onGone();
  });
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
      {!version.active && <Button loading={preview.isPending} onClick={() => preview.mutate(undefined, { onError: failed })}>{t('packs.preview')}</Button>}
      {!version.active && <Button type="primary" onClick={() => setAsking('force')}>{t('packs.force')}</Button>}
      {version.active && <Button onClick={() => setAsking('revert')}>{t('packs.revert')}</Button>}
      {!version.active && <Button danger onClick={() => ask(t('packs.remove'), t('packs.removeText', { name: `${version.pack} ${version.version}` }), t('packs.remove'), () => remove.mutateAsync(undefined, { onError: failed }))}>{t('packs.remove')}</Button>}
      <ReasonDialog about={version.id} open={asking !== null} title={t(asking === 'revert' ? 'packs.revert' : 'packs.force')} submitText={t(asking === 'revert' ? 'packs.revert' : 'packs.force')} pending={change.isPending} problem={change.error} onCancel={() => setAsking(null)} onSubmit={(reason) => change.mutate(reason)}>
        <p className="form-note">{t(asking === 'revert' ? 'packs.revertText' : 'packs.forceText')}</p>
      </ReasonDialog>
    </div>
  );
}

export function VersionDrawer() {
  const { t } = useTranslation();
  const can = useCan();
  const [id, open] = useOpened('version');
  const versions = useGet('/pack-versions', {}, { enabled: id !== null });
  return (
    <DetailDrawer open={id !== null} title={t('packs.one')} onClose={() => open(null)}>
      <Loaded query={versions}>
        {(data) => {
          const version = data.items.find((one) => one.id === id);
          if (!version) return <Empty title={t('packs.gone')} />;
          return (
            <>
              <KeyValues
                pairs={[
                  [t('rules.pack'), version.pack],
                  [t('rules.version'), <span className="mono">{version.version}</span>],
                  [t('packs.state'), version.active ? t('packs.inForce') : t('packs.kept')],
                  [t('packs.signer'), <>{version.signer} <span className="mono break">{version.fingerprint}</span></>],
                  [t('packs.uploadedAt'), `${version.by} · ${formatTime(version.uploaded)}`],
                ]}
              />
              {can('packs.manage') && <Acts version={version} onGone={() => open(null)} />}
              {!version.active && <><h3>{t('packs.previewTitle')}</h3><Preview version={version} /></>}
              {!version.active && <><h3>{t('packs.difference')}</h3><Difference id={version.id} /></>}
            </>
          );
        }}
      </Loaded>
    </DetailDrawer>
  );
}
