// Scores by domain as a radar; the same in a table stands beside it wherever it is shown. A domain without a score has no point: nothing is drawn as zero
// that is not zero.
import { useTranslation } from 'react-i18next';
import { useWord } from '@/house/bilingual';
import { scoreText, type Score } from './marks';

const middle = 150, radius = 96;

export function Radar({ score }: { score: Score }) {
  const { t } = useTranslation();
  const word = useWord();
  const all = score.domains.filter((one) => one.score !== null);
  if (all.length < 3) return <p className="secondary">{t('diagnosis.radarLater')}</p>;
  const point = (n: number, share: number) => {
    const angle = (n / all.length) * 2 * Math.PI - Math.PI / 2;
    return [middle + Math.cos(angle) * radius * share, middle + Math.sin(angle) * radius * share] as const;
  };
  const ring = (share: number) => all.map((_one, n) => point(n, share).join(',')).join(' ');
  const shape = all.map((one, n) => point(n, (one.score ?? 0) / 100).join(',')).join(' ');
  const label = t('diagnosis.radarLabel', { list: all.map((one) => `${word(one.name)} ${scoreText(one.score)}`).join(t('diagnosis.listComma')) });
  return (
    <svg className="diag-radar" viewBox="0 0 300 300" role="img" aria-label={label}>
      {[0.25, 0.5, 0.75, 1].map((share) => <polygon key={share} points={ring(share)} fill="none" stroke="var(--line-strong)" strokeWidth="0.7" />)}
      {all.map((one, n) => <line key={one.id} x1={middle} y1={middle} x2={point(n, 1)[0]} y2={point(n, 1)[1]} stroke="var(--line)" strokeWidth="0.7" />)}
      <polygon points={shape} fill="var(--series-1)" fillOpacity="0.16" stroke="var(--series-1)" strokeWidth="1.8" />
      {all.map((one, n) => <circle key={one.id} cx={point(n, (one.score ?? 0) / 100)[0]} cy={point(n, (one.score ?? 0) / 100)[1]} r="2.4" fill="var(--series-1)" />)}
      {all.map((one, n) => {
        const [x, y] = point(n, 1.14);
        return <text key={one.id} x={x} y={y} fontSize="11" fill="var(--text-2)" textAnchor={Math.abs(x - middle) < 12 ? 'middle' : x > middle ? 'start' : 'end'} dominantBaseline="middle">{one.id}</text>;
      })}
    </svg>
  );
}
