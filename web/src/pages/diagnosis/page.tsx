// One diagnosis: answering, conflicts, the evidence bag, score and report, the log.
import '@/i18n/diagnosis';
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { linkTo } from '@/api/client';
import { useGet } from '@/api/hooks';
import { DownloadButton } from '@/house/download';
import { useOpened } from '@/house/list-state';
import { PageFrame } from '@/house/page';
import { Loaded } from '@/house/states';
import { TabStrip } from '@/house/tab-strip';
import { Answering } from './answering';
import { Conflicts } from './conflicts';
import { EvidenceBag } from './evidence';
import { History } from './history';
import { DueDay, WorkMark, type Detail } from './marks';
import MergeDialog from './merge';
import { ReportTab } from './report';
import { StateButtons } from './state-buttons';

const tabs = ['answer', 'conflicts', 'evidence', 'report', 'history'] as const;

export default function DiagnosisPage() {
  const id = useParams().id ?? '';
  const detail = useGet('/assessments/{id}', { path: { id } });
  return <Loaded query={detail}>{(found) => <Diagnosis detail={found} />}</Loaded>;
}

function Diagnosis({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const [tab, setTab] = useOpened('tab');
  const [merging, setMerging] = useState(false);
  const shown = tabs.filter((name) => name === 'report' || detail.may.read);
  const active = shown.find((name) => name === tab) ?? shown[0]!;
  const label = (name: (typeof tabs)[number]) => (name === 'conflicts' && detail.conflicts > 0 ? t('diagnosis.conflictsN', { n: detail.conflicts }) : t(`diagnosis.tabs.${name}`));
  const head = (
    <>
      {t('diagnosis.titleOf', { name: detail.name })} <WorkMark state={detail.state} />
    </>
  );
  const rule = (
    <>
      <span className="mono">{detail.id}</span>　{t('diagnosis.leader', { name: detail.made_by })}　{t('diagnosis.due')}{t('diagnosis.colon')}<DueDay due={detail.due} overdue={detail.overdue} />　{t('diagnosis.version', { version: detail.questionnaire.version })}
    </>
  );
  const actions = (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('diagnosis.print')}</Button>
      {detail.may.answer && <Button icon={<DownloadOutlined rotate={180} />} onClick={() => setMerging(true)}>{t('diagnosis.takeIn')}</Button>}
      {detail.may.read && <DownloadButton address={linkTo(`/assessments/${detail.id}/export`, {})} name={`${detail.id}.gdx`}>{t('diagnosis.takeOut')}</DownloadButton>}
      <StateButtons detail={detail} />
    </>
  );
  return (
    <PageFrame title={head} rule={rule} actions={actions}>
      <div className="diag-tabs no-print">
        <TabStrip label={t('diagnosis.listTitle')} active={active} items={shown.map((name) => ({ key: name, label: label(name) }))} onChange={(key) => setTab(key === 'answer' ? null : key)} />
      </div>
      {active === 'answer' && <Answering detail={detail} />}
      {active === 'conflicts' && <Conflicts detail={detail} />}
      {active === 'evidence' && <EvidenceBag detail={detail} />}
      {active === 'report' && <ReportTab detail={detail} />}
      {active === 'history' && <History id={detail.id} />}
      {merging && <MergeDialog onClose={() => setMerging(false)} />}
    </PageFrame>
  );
}
