// Score and report: radar, domains, findings, and the report made of them. Who may not read answers sees classes of findings.
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, linkTo, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useWord } from '@/house/bilingual';
import { useNotices } from '@/house/confirm';
import { DownloadButton } from '@/house/download';
import { formatBytes, formatTime } from '@/house/format';
import { JobFailure, JobProgress } from '@/house/job-result';
import { Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';
import { useJob } from '@/house/use-job';
import { useLanguage } from '@/i18n';
import { AnswerMark, scoreText, type Detail, type Score } from './marks';
import { Radar } from './radar';
import { Total } from './score-panel';
import { Terms } from './terms';

export function ReportTab({ detail }: { detail: Detail }) {
  const score = useGet('/assessments/{id}/score', { path: { id: detail.id } });
  return (
    <Loaded query={score}>
      {(found) => (
        <>
          <div className="columns columns-main">
            <Domains score={found} />
            <ScorePicture score={found} />
          </div>
          <Findings detail={detail} score={found} />
          {detail.may.read && <Reports detail={detail} />}
          {detail.may.answer && <Terms detail={detail} />}
        </>
      )}
    </Loaded>
  );
}

function ScorePicture({ score }: { score: Score }) {
  const { t } = useTranslation();
  return <Panel title={t('diagnosis.score')} extra={t(score.complete ? 'diagnosis.allAnswered' : 'diagnosis.answeredPart')}><Total score={score} /><Radar score={score} /></Panel>;
}

function Domains({ score }: { score: Score }) {
  const { t } = useTranslation();
  const word = useWord();
  const states = ['compliant', 'partial', 'noncompliant', 'na'] as const;
  return (
    <Panel title={t('diagnosis.byDomain')} flush>
      <table className="grid-table diag-domains">
        <thead><tr><th scope="col">{t('diagnosis.domain')}</th><th scope="col" className="right">{t('diagnosis.weight')}</th><th scope="col" className="right">{t('diagnosis.score')}</th><th scope="col" className="right">{t('diagnosis.answered')}</th>{states.map((one) => <th scope="col" key={one} className="right">{t(`diagnosis.answers.${one}`)}</th>)}</tr></thead>
        <tbody>{score.domains.map((one) => <tr key={one.id}><td>{one.id} {word(one.name)}</td><td className="right">{one.weight}</td><td className="right"><strong>{scoreText(one.score)}</strong></td><td className="right">{one.answered}/{one.applicable}</td>{states.map((state) => <td key={state} className="right">{one.states[state]}</td>)}</tr>)}</tbody>
      </table>
    </Panel>
  );
}

function Findings({ detail, score }: { detail: Detail; score: Score }) {
  const { t } = useTranslation();
  const word = useWord();
  const nameOf = (id: string) => word(score.domains.find((one) => one.id === id)?.name) || id;
  const toneOf = (tone: string) => `mark ${tone === 'bad' ? 'mark-bad' : tone === 'warn' ? 'mark-warn' : ''}`;
  if (!score.measures) {
    return (
      <Panel title={t('diagnosis.classes')} extra={t('diagnosis.classesHint')} flush>
        {score.classes.length === 0 ? <Empty small title={t('diagnosis.noFindings')} /> : (
          <table className="grid-table">
            <thead><tr><th scope="col">{t('diagnosis.domain')}</th><th scope="col">{t('diagnosis.risk')}</th><th scope="col" className="right">{t('diagnosis.count')}</th></tr></thead>
            <tbody>{score.classes.map((one) => <tr key={`${one.domain}-${one.risk}`}><td>{one.domain} {nameOf(one.domain)}</td><td><span className={toneOf(one.tone)}>{word(one.risk_name)}</span></td><td className="right">{one.count}</td></tr>)}</tbody>
          </table>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t('diagnosis.findings')} extra={t('diagnosis.findingsHint')} flush>
      {score.measures.length === 0 ? <Empty small title={t('diagnosis.noFindings')} /> : (
        <table className="grid-table">
          <thead><tr><th scope="col">{t('diagnosis.item')}</th><th scope="col">{t('diagnosis.state')}</th><th scope="col">{t('diagnosis.risk')}</th><th scope="col">{t('diagnosis.remedy')}</th><th scope="col" className="right">{t('diagnosis.days')}</th><th scope="col" className="right">{t('diagnosis.gain')}</th></tr></thead>
          <tbody>
            {score.measures.map((one) => (
              <tr key={one.about}>
                <td><Link to={`/diagnoses/${detail.id}?domain=${one.domain}&about=${one.about}`}>{one.about}</Link> {word(one.title)} {one.veto && <span className="mark mark-bad">{t('diagnosis.veto')}</span>}</td>
                <td>{one.state && <AnswerMark state={one.state} />}</td>
                <td><span className={toneOf(one.tone)}>{word(one.risk_name)}</span></td>
                <td>{word(one.remedy)}</td>
                <td className="right nowrap">{t('diagnosis.withinDays', { n: one.days })}</td>
                <td className="right">+{one.gain.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Reports({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { failed } = useNotices();
  const { language } = useLanguage();
  const [lang, setLang] = useState(language);
  const reports = useGet('/assessments/{id}/reports', { path: { id: detail.id } });
  const make = useAct(() => unwrap(api.POST('/assessments/{id}/reports', { params: { path: { id: detail.id } }, body: { lang } })), ['/jobs']);
  const job = useJob(make.data?.id ?? null).data ?? make.data;
  const busy = make.isPending || (job !== undefined && (job.state === 'queued' || job.state === 'running'));
  const tools = detail.may.report && (
    <span className="no-print">
      <Radio.Group size="small" value={lang} aria-label={t('reports.language')} onChange={(event) => setLang(event.target.value as typeof lang)} options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`reports.langs.${value}`) }))} />{' '}
      <Button type="primary" loading={busy} onClick={() => make.mutate(undefined, { onError: failed })}>{t('diagnosis.makeReport')}</Button>
    </span>
  );
  return (
    <Panel title={t('diagnosis.reports')} extra={tools} flush>
      {job && <div style={{ padding: '0 16px' }}><JobProgress job={job} label={t('diagnosis.makeReport')} /><JobFailure job={job} /></div>}
      <Loaded query={reports}>
        {(page) => (page.items.length === 0 ? <Empty small title={t('diagnosis.noReports')} text={t('diagnosis.noReportsText')} /> : (
          <table className="grid-table">
            <thead><tr><th scope="col">{t('reports.name')}</th><th scope="col">{t('common.created')}</th><th scope="col">{t('reports.files')}</th></tr></thead>
            <tbody>
              {page.items.map((one) => (
                <tr key={one.id}>
                  <td>{one.title} <span className="secondary">{t(`reports.langs.${one.lang}`)}</span></td>
                  <td className="nowrap">{one.by} <span className="secondary">{formatTime(one.created)}</span></td>
                  <td>{one.files.map((file) => <span key={file.name} className="diag-file"><DownloadButton link address={linkTo(`/assessments/${detail.id}/reports/${one.id}/files/${encodeURIComponent(file.name)}`, {})} name={file.name} label={t('reports.download', { name: file.name })}>{file.format.toUpperCase()}</DownloadButton> <span className="secondary">{formatBytes(file.bytes)}</span></span>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </Loaded>
    </Panel>
  );
}
