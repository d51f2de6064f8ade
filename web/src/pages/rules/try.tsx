// Runs the detectors over a text typed here. The server keeps nothing of it.
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/api/client';
import { useAct } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import type { Schemas } from '@/api/types';
import { useWord } from '@/house/bilingual';
import { formatCount } from '@/house/format';
import { Masked, ShareBar } from '@/house/marks';
import { Empty } from '@/house/states';

const longest = 100_000;

export function TryRules() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [text, setText] = useState('');
  const run = useAct((body: { text: string }) => unwrap(api.POST('/rules/try', { body })), []);
  return (
    <div className="panel-body">
      <label htmlFor="try-text">{t('rules.tryLabel')}</label>
      <Input.TextArea id="try-text" value={text} rows={6} maxLength={longest} className="mono" onChange={(event) => setText(event.target.value)} style={{ margin: '6px 0 8px' }} />
      <p className="form-note" style={{ margin: '0 0 8px' }}>{t('rules.tryText', { n: formatCount(longest) })}</p>
      <Button type="primary" disabled={!text.trim()} loading={run.isPending} onClick={() => run.mutate({ text })}>{t('rules.tryRun')}</Button>
      <div style={{ marginTop: 14 }}>
        {run.error && <Alert type="error" showIcon title={problemText(run.error)} />}
        {run.data && <Found findings={run.data.findings} />}
      </div>
    </div>
  );
}

function Found({ findings }: { findings: Schemas['TryResult']['findings'] }) {
  const { t } = useTranslation();
  const word = useWord();
  if (!findings.length) return <Empty small title={t('rules.tryNothing')} />;
  return (
    <table className="grid-table">
      <thead><tr><th>{t('assets.detector')}</th><th>{t('findings.sample')}</th><th>{t('rules.offset')}</th><th>{t('fields.confidence')}</th><th>{t('rules.context')}</th></tr></thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={`${finding.offset}-${finding.detector}`}>
            <td>{word(finding.detector_name)}<div className="secondary mono">{finding.detector}</div></td>
            <td><Masked text={finding.sample} /></td>
            <td className="right">{formatCount(finding.offset)} + {finding.length}</td>
            <td><ShareBar share={finding.confidence} /></td>
            <td className="break">{finding.context.join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
