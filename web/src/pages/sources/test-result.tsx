// What a look at a place gave.
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatBytes, formatCount } from '@/house/format';

export function TestResult({ result }: { result: Schemas['SourceTest'] }) {
  const { t } = useTranslation();
  const word = useWord();
  const sum = t(result.more ? 'sources.testMore' : 'sources.testSum', { files: formatCount(result.files), bytes: formatBytes(result.bytes), ms: result.took_ms });
  return (
    <Alert
      type={result.ok ? (result.problems.length ? 'warning' : 'success') : 'error'}
      showIcon
      title={result.ok ? t('sources.testOk') : t('sources.testBad')}
      description={
        <>
          {result.ok && <div>{sum}</div>}
          {result.problems.map((problem) => (
            <div key={problem.place} className="break"><span className="mono">{problem.place}</span> {word(problem.message)}</div>
          ))}
        </>
      }
    />
  );
}
