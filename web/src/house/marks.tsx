// Small marks: the grade (colour, shape and word), the state of an asset, a masked value, a share.
import { useTranslation } from 'react-i18next';
import type { AssetState, GradeCode } from '@/api/types';
import { formatPercent } from './format';

const shapes = { core: '◆', important: '▲', general: '●', none: '○' } as const;

export function GradeTag({ grade }: { grade: GradeCode | null | undefined }) {
  const { t } = useTranslation();
  const family = !grade ? 'none' : grade.startsWith('general') ? 'general' : (grade as 'core' | 'important');
  return (
    <span className={`grade grade-${family}`}>
      <i aria-hidden>{shapes[family]}</i>
      {t(`grades.${grade ?? 'none'}`)}
    </span>
  );
}

const stateTone: Record<AssetState, string> = { pending: 'info', decided: 'good', confirmed: 'good', disputed: 'warn', review: 'warn' };

export function StateMark({ state }: { state: AssetState }) {
  const { t } = useTranslation();
  return <span className={`mark mark-${stateTone[state]}`}>{t(`assetStates.${state}`)}</span>;
}

const jobTone: Record<string, string> = { queued: 'info', running: 'info', done: 'good', failed: 'bad', cancelled: 'warn', interrupted: 'warn' };

export function JobMark({ state }: { state: string }) {
  const { t } = useTranslation();
  return <span className={`mark mark-${jobTone[state] ?? 'info'}`}>{t(`jobStates.${state}`)}</span>;
}

// The server masks; here the runs of its mask characters only get the hatching that says "something stood here".
const longestMask = 16;

export function Masked({ text }: { text: string }) {
  const pieces = text.split(/([*●•█]+)/);
  return (
    <span className="masked">
      {pieces.map((piece, n) => (n % 2 ? <b key={n}>{'●'.repeat(Math.min(piece.length, longestMask))}</b> : piece))}
    </span>
  );
}

export function ShareBar({ share }: { share: number }) {
  return (
    <span className="nowrap">
      <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
        <rect width={Math.max(0, Math.min(1, share)) * 100} height="6" fill="var(--primary)" />
      </svg>
      {formatPercent(share)}
    </span>
  );
}

export function VerifiedMark({ verified }: { verified: string }) {
  const { t } = useTranslation();
  return (
    <span className="mark" title={t(`verified.${verified}`)}>
      {t(`verifiedShort.${verified}`)}
    </span>
  );
}
