// Small marks of diagnoses, and words several of their areas share.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { none } from '@/house/format';

export type Question = Schemas['AssessQuestion'];
export type Detail = Schemas['AssessmentDetail'];
export type Head = Schemas['AnswerHead'];
export type Score = Schemas['AssessScore'];
export type Basis = Schemas['AnswerBasis'];

export const states = ['fresh', 'answering', 'submitted', 'returned', 'approved'] as const;
export const bases = ['said', 'seen', 'tested'] as const;
export const answers = ['compliant', 'partial', 'noncompliant', 'na'] as const;

const tone: Record<string, string> = { fresh: '', answering: 'mark-info', submitted: 'mark-warn', returned: 'mark-bad', approved: 'mark-good' };
const answerTone: Record<string, string> = { compliant: 'mark-good', partial: 'mark-warn', noncompliant: 'mark-bad', na: '' };

export function WorkMark({ state }: { state: Schemas['AssessmentState'] }) {
  const { t } = useTranslation();
  return <span className={`mark ${tone[state]}`}>{t(`diagnosis.states.${state}`)}</span>;
}

export function AnswerMark({ state }: { state: string }) {
  const { t } = useTranslation();
  return <span className={`mark ${answerTone[state] ?? ''}`}>{t(`diagnosis.answers.${state}`, { defaultValue: state })}</span>;
}

export function DueDay({ due, overdue }: { due: string | null; overdue: boolean }) {
  const { t } = useTranslation();
  if (!due) return <span className="secondary">{t('diagnosis.noDue')}</span>;
  return <span className="nowrap">{due} {overdue && <span className="mark mark-bad">{t('diagnosis.overdue')}</span>}</span>;
}

// Two digits, and no rounding up: the server cut it already.
export const scoreText = (score: number | null): string => (score === null ? none : score.toFixed(2));
