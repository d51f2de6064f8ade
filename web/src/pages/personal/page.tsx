// Personal information by kind: how much, where, how sensitive.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatCount } from '@/house/format';
import { GradeTag } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';
import { ExportButton } from '@/house/export-button';

export default function PersonalPage() {
  const { t } = useTranslation();
  const word = useWord();
  const rows = useGet('/personal-inventory');
  const columns: Column<Schemas['PersonalRow']>[] = [
    { key: 'name', title: t('personal.kind'), render: (_value, row) => <div className="two-lines">{word(row.name)} {row.sensitive && <span className="mark mark-bad">{t('personal.sensitive')}</span>}<span className="secondary mono">{row.detector}</span></div> },
    { key: 'assets', title: t('personal.assets'), align: 'right', render: (_value, row) => <Link to={`/assets?tab=all&detector=${encodeURIComponent(row.detector)}`}>{formatCount(row.assets)}</Link> },
    { key: 'columns', title: t('personal.columns'), align: 'right', render: (_value, row) => formatCount(row.columns) },
    { key: 'values', title: t('personal.values'), align: 'right', render: (_value, row) => formatCount(row.values) },
    { key: 'highest', title: t('personal.highest'), render: (_value, row) => <GradeTag grade={row.highest} /> },
    { key: 'basis', title: t('rules.basis'), render: (_value, row) => row.basis || t('common.none') },
  ];
  return (
    <PageFrame title={t('personal.title')} rule={t('personal.rule')} actions={<ExportButton list="personal-inventory" />}>
      <Panel flush>
        <ServerTable name="personal" label={t('personal.title')} query={rows} columns={columns} rowKey={(row) => row.detector} empty={<Empty title={t('personal.empty')} text={t('personal.emptyText')} action={<Link to="/sources">{t('assets.newScan')}</Link>} />} />
      </Panel>
    </PageFrame>
  );
}
