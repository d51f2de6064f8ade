// The packs in force: version, digest, how far their sources were checked.
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatCount } from '@/house/format';
import { ServerTable, type Column } from '@/house/server-table';
import { Empty } from '@/house/states';

const levels = ['V', 'S', 'M', 'D'] as const;

export function PackList() {
  const { t } = useTranslation();
  const word = useWord();
  const rows = useGet('/packs');
  const columns: Column<Schemas['Pack']>[] = [
    { key: 'name', title: t('rules.pack'), render: (_value, row) => <div className="two-lines" style={{ maxWidth: 'min(420px, 20vw)', whiteSpace: 'normal' }}><Link to={`/rules?tab=rules&pack=${encodeURIComponent(row.id)}`}>{word(row.name)}</Link><span className="secondary mono">{row.id}</span></div> },
    { key: 'kind', title: t('rules.kind'), render: (_value, row) => t(`packKinds.${row.kind}`, { defaultValue: row.kind }) },
    { key: 'version', title: t('rules.version'), render: (_value, row) => <div className="two-lines"><span className="mono">{row.version}</span><span className="secondary">{row.signer ?? t('packs.ofProgram')}</span></div> },
    { key: 'rules', title: t('rules.count'), align: 'right', render: (_value, row) => formatCount(row.rules) },
    { key: 'verified', title: t('rules.verified'), render: (_value, row) => <span className="nowrap">{levels.filter((level) => row.verified[level] > 0).map((level) => <span key={level} className="mark" style={{ marginRight: 4 }} title={t(`verified.${level}`)}>{t(`verifiedShort.${level}`)} {row.verified[level]}</span>)}</span> },
    { key: 'digest', title: t('node.digest'), render: (_value, row) => <span className="mono" title={row.digest}>{row.digest.slice(0, 16)}</span> },
  ];
  return (
    <>
      {rows.data?.problem && <Alert type="error" showIcon title={t('packs.problem', { text: rows.data.problem })} style={{ margin: 12 }} />}
      <ServerTable name="packs" label={t('rules.tabs.packs')} query={rows} columns={columns} rowKey={(row) => row.id} empty={<Empty title={t('rules.noPacks')} />} />
    </>
  );
}
