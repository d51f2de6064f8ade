// What different people said of the same thing, side by side, until one is picked. Picking answers again; nothing is lost from the log.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '@/house/bilingual';
import { formatTime } from '@/house/format';
import { AnswerMark, type Detail, type Head, type Question } from './marks';
import type { Said, useAnswer } from './use-answer';

type Side = { key: string; title: string; said: Said; at: string; mine: boolean };

const saidBy = (head: Head): Said => ({ value: head.value, basis: head.basis, note: head.note, evidence: head.evidence });

export function Sides({ detail, question, answer }: { detail: Detail; question: Question; answer: ReturnType<typeof useAnswer> }) {
  const { t } = useTranslation();
  const clash = answer.saving.state === 'conflict';
  const sides: Side[] = question.heads.map((head) => ({ key: head.entry, title: t('diagnosis.saidBy', { name: head.author, device: head.device }), said: saidBy(head), at: formatTime(head.at), mine: false }));
  if (clash && answer.dirty) sides.push({ key: 'mine', title: t('diagnosis.mine'), said: answer.said, at: t('diagnosis.notSaved'), mine: true });
  const pick = (side: Side) => {
    // Theirs stands already where nobody else disagrees: mine is given up. Otherwise the pick is an answer that replaces all of them.
    if (clash && !side.mine && question.heads.length === 1) answer.drop();
    else answer.say(side.said);
  };
  const by = answer.saving.problem?.params.by;
  return (
    <div className="diag-sides" role="alert">
      <p>{clash ? t('diagnosis.clash', { name: typeof by === 'string' ? by : '' }) : t('diagnosis.disagreement')}</p>
      <div className="diag-sides-row">
        {sides.map((side) => (
          <div className="diag-side" key={side.key}>
            <strong>{side.title}</strong>
            <p><Value question={question} value={side.said.value} /> <span className="secondary">{t(`diagnosis.bases.${side.said.basis}`)}</span></p>
            {side.said.note && <p>{side.said.note}</p>}
            {side.said.evidence.length > 0 && <p className="secondary">{t('diagnosis.evidenceCount', { n: side.said.evidence.length })}</p>}
            <p className="secondary">{side.at}</p>
            {detail.may.answer && <Button size="small" className="no-print" {...(side.mine ? {} : { 'aria-label': t('diagnosis.pickOf', { name: side.title }) })} onClick={() => pick(side)}>{t(side.mine ? 'diagnosis.keepMine' : 'diagnosis.pick')}</Button>}
          </div>
        ))}
      </div>
    </div>
  );
}

// An answer in words.
export function Value({ question, value }: { question: Question; value: string }) {
  const { t } = useTranslation();
  const word = useWord();
  if (value === '') return <span className="secondary">{t('diagnosis.takenBack')}</span>;
  if (question.type === 'score') return <AnswerMark state={value} />;
  if (question.type === 'yes_no') return <>{t(value === 'yes' ? 'common.yes' : 'common.no')}</>;
  const named = (one: string) => word(question.choices.find((choice) => choice.id === one)?.name) || one;
  if (question.type === 'choice' || question.type === 'multi') return <>{value.split('\n').map(named).join(t('diagnosis.listComma'))}</>;
  if (question.type === 'table') return <>{t('diagnosis.rowsCount', { n: rowsOf(value).length })}</>;
  return <>{value}{question.unit && ` ${question.unit}`}</>;
}

export function rowsOf(value: string): string[][] {
  try {
    const rows: unknown = JSON.parse(value || '[]');
    return Array.isArray(rows) ? rows.filter((row): row is string[] => Array.isArray(row)).map((row) => row.map(String)) : [];
  } catch {
    return [];
  }
}
