// The score beside the questions, and what has to be cleared before the diagnosis is submitted.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWord } from '@/house/bilingual';
import { Panel } from '@/house/page';
import { scoreText, type Detail, type Score } from './marks';
import { Radar } from './radar';

export function ScorePanel({ detail, score }: { detail: Detail; score: Score }) {
  const { t } = useTranslation();
  return (
    <div className="diag-right">
      <Panel title={t('diagnosis.score')} extra={t(score.complete ? 'diagnosis.allAnswered' : 'diagnosis.answeredPart')}>
        <Total score={score} />
        <Radar score={score} />
        <Legend score={score} />
      </Panel>
      <Panel title={t('diagnosis.todo')} extra={t('diagnosis.todoHint')}>
        <Todo detail={detail} score={score} />
      </Panel>
    </div>
  );
}

export function Total({ score }: { score: Score }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <div className="diag-total">
      <p><strong>{scoreText(score.total)}</strong> / 100</p>
      {score.level ? <p>{t('diagnosis.level', { level: word(score.level.name) })}{score.by_score && score.by_score.id !== score.level.id && t('diagnosis.capped', { level: word(score.by_score.name) })}</p> : <p>{t('diagnosis.noScore')}</p>}
      {!score.complete && score.total !== null && <p className="secondary">{t('diagnosis.floor', { floor: scoreText(score.floor) })}</p>}
    </div>
  );
}

function Legend({ score }: { score: Score }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <details className="diag-legend">
      <summary>{t('diagnosis.byDomain')}</summary>
      <table className="grid-table">
        <thead><tr><th scope="col">{t('diagnosis.domain')}</th><th scope="col" className="right">{t('diagnosis.score')}</th></tr></thead>
        <tbody>{score.domains.map((one) => <tr key={one.id}><td>{one.id} {word(one.name)}</td><td className="right">{scoreText(one.score)}</td></tr>)}</tbody>
      </table>
    </details>
  );
}

function Todo({ detail, score }: { detail: Detail; score: Score }) {
  const { t } = useTranslation();
  const word = useWord();
  const bare = score.domains.reduce((sum, one) => sum + one.without_evidence, 0);
  const open = score.applicable - score.answered;
  const base = `/diagnoses/${detail.id}`;
  const lines: { key: string; tone: string; to: string; text: string }[] = [];
  for (const one of score.vetoes ?? []) lines.push({ key: one.id, tone: 'bad', to: `${base}?domain=${domainOf(score, one.id)}&about=${one.id}`, text: t('diagnosis.vetoLine', { name: word(one.name) }) });
  if (detail.conflicts > 0) lines.push({ key: 'conflicts', tone: 'warn', to: `${base}?tab=conflicts`, text: t('diagnosis.conflictLine', { n: detail.conflicts }) });
  for (const one of score.facts_needed) lines.push({ key: `fact.${one.id}`, tone: 'warn', to: `${base}?domain=facts&about=fact.${one.id}`, text: t('diagnosis.factLine', { name: word(one.name) }) });
  if (bare > 0) lines.push({ key: 'bare', tone: 'info', to: `${base}?domain=${score.domains.find((one) => one.without_evidence > 0)?.id ?? ''}&only=no_evidence`, text: t('diagnosis.bareLine', { n: bare }) });
  if (open > 0) lines.push({ key: 'open', tone: 'info', to: `${base}?domain=${score.domains.find((one) => one.answered < one.applicable)?.id ?? ''}&only=unanswered`, text: t('diagnosis.openLine', { n: open }) });
  if (lines.length === 0) return <p className="good">{t('diagnosis.nothingOpen')}</p>;
  return <ul className="diag-todo">{lines.map((line) => <li key={line.key} className={`diag-todo-${line.tone}`}><Link to={line.to}>{line.text}</Link></li>)}</ul>;
}

function domainOf(score: Score, about: string): string {
  return score.measures?.find((one) => one.about === about)?.domain ?? '';
}
