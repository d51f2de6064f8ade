// Decisions about core data that wait for a second person.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useNotices } from '@/house/confirm';
import { formatTime } from '@/house/format';
import { useListState, useOpened } from '@/house/list-state';
import { GradeTag } from '@/house/marks';
import { KeyValues, PageFrame, Panel } from '@/house/page';
import { usePaged } from '@/house/paged';
import { ReasonDialog } from '@/house/reason-dialog';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';
import { AssetDrawer } from '../assets/drawer';

type Review = Schemas['Review'];
const noFilters = {} as const;

export default function ReviewsPage() {
  const { t } = useTranslation();
  const list = useListState(noFilters);
  const rows = usePaged('/reviews', list);
  const [, open] = useOpened('asset');
  const [chosen, setChosen] = useState<{ review: Review; approve: boolean } | null>(null);
  const columns: Column<Review>[] = [
    { key: 'asset', title: t('assets.name'), render: (_value, row) => <div className="two-lines"><button type="button" className="link-button cell-link" onClick={() => open(row.asset)}>{row.asset_name}</button><span className="secondary mono">{row.asset}</span></div> },
    { key: 'change', title: t('reviews.change'), render: (_value, row) => <span className="nowrap"><GradeTag grade={row.current} /> → <GradeTag grade={row.grade} /></span> },
    { key: 'kind', title: t('reviews.kind'), render: (_value, row) => t(`decision.kinds.${row.kind}`) },
    { key: 'reason', title: t('reason.label'), render: (_value, row) => <div className="break" style={{ maxWidth: 320, whiteSpace: 'normal' }}>{row.reason}</div> },
    { key: 'by', title: t('reviews.by'), render: (_value, row) => <div className="two-lines">{row.by}<span className="secondary">{formatTime(row.at)}</span></div> },
    {
      key: 'acts', title: t('common.acts'),
      render: (_value, row) => (
        <span className="nowrap">
          <Button size="small" type="primary" onClick={() => setChosen({ review: row, approve: true })}>{t('reviews.approve')}</Button>{' '}
          <Button size="small" onClick={() => setChosen({ review: row, approve: false })}>{t('reviews.reject')}</Button>
        </span>
      ),
    },
  ];
  return (
    <PageFrame title={t('reviews.title')} rule={t('reviews.rule')} actions={<ExportButton list="reviews" />}>
      <Panel flush>
        <ServerTable name="reviews" label={t('reviews.title')} query={rows} columns={columns} rowKey={(row) => row.id} list={list} empty={<Empty title={t('reviews.empty')} text={t('reviews.emptyText')} />} />
      </Panel>
      <ReviewDialog chosen={chosen} onClose={() => setChosen(null)} />
      <AssetDrawer />
    </PageFrame>
  );
}

function ReviewDialog({ chosen, onClose }: { chosen: { review: Review; approve: boolean } | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const close = () => {
    act.reset();
    onClose();
  };
  const act = useAct(
    (reason: string) => unwrap(api.POST('/reviews/{id}', { params: { path: { id: chosen!.review.id } }, body: { approve: chosen!.approve, reason } })),
    ['/reviews', '/assets', '/workbench'],
    () => {
      done(t(chosen?.approve ? 'reviews.approved' : 'reviews.rejected'));
      close();
    },
  );
  const words = t(chosen?.approve === false ? 'reviews.reject' : 'reviews.approve');
  return (
    <ReasonDialog open={chosen !== null} about={chosen?.review.id ?? ''} title={words} submitText={words} danger={chosen?.approve === false} pending={act.isPending} problem={act.error} onCancel={close} onSubmit={(reason) => act.mutate(reason)}>
      {chosen && <KeyValues pairs={[[t('assets.name'), chosen.review.asset_name], [t('reviews.change'), <><GradeTag grade={chosen.review.current} /> → <GradeTag grade={chosen.review.grade} /></>]]} />}
    </ReasonDialog>
  );
}
