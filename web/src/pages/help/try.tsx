// Sending a GET with one's own session and showing what came back.
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { formatBytes, formatCount } from '@/house/format';
import { addressOf, type Operation } from './description';

const longest = 40_000; // characters shown of an answer

type Outcome = { address: string; status: number; took: number; bytes: number; type: string; etag: string | null; text: string; binary: boolean };

async function send(address: string): Promise<Outcome> {
  const begin = performance.now();
  const response = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  const bytes = await response.arrayBuffer();
  const type = response.headers.get('Content-Type') ?? '';
  const readable = /json|text|xml/.test(type);
  const raw = readable ? new TextDecoder().decode(bytes) : '';
  let text = raw;
  if (/json/.test(type)) {
    try {
      text = JSON.stringify(JSON.parse(raw), null, 2);
    } catch {
      // JSON lines stay as they came
    }
  }
  return { address, status: response.status, took: Math.round(performance.now() - begin), bytes: bytes.byteLength, type, etag: response.headers.get('ETag'), text, binary: !readable };
}

export function TryIt({ base, operation }: { base: string; operation: Operation }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const [values, setValues] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const address = addressOf(base, operation, values);
  const run = () => {
    if (address === null) return;
    setBusy(true);
    setProblem(null);
    send(address)
      .then(setOutcome, (error: unknown) => setProblem(words(problemOf(error))))
      .finally(() => setBusy(false));
  };
  const asked = operation.parameters.filter((parameter) => parameter.in !== 'header');
  return (
    <form
      className="try-it"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className="try-fields">
        {asked.map(({ name, required, in: place }) => {
          const id = `try-${operation.id}-${name}`;
          return (
            <div key={name}>
              <label htmlFor={id} className="mono">{name}{(required || place === 'path') && <span className="danger"> *</span>}</label>
              <Input id={id} size="small" value={values[name] ?? ''} maxLength={2000} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
            </div>
          );
        })}
      </div>
      <p className="mono break">GET {address ?? operation.path}</p>
      <Button type="primary" size="small" htmlType="submit" loading={busy} disabled={address === null}>{t('apiHelp.send')}</Button>
      {problem && <p className="danger" role="alert">{problem}</p>}
      {outcome && !problem && (
        <div role="status">
          <p className="mono break">
            {outcome.status} · {outcome.took} ms · {formatBytes(outcome.bytes)} · {outcome.type}{outcome.etag && ` · ETag ${outcome.etag}`}
          </p>
          {outcome.binary ? <p>{t('apiHelp.binary')}</p> : <pre className="answer" tabIndex={0} aria-label={t('apiHelp.answer')}>{outcome.text.slice(0, longest)}</pre>}
          {outcome.text.length > longest && <p className="secondary">{t('apiHelp.cut', { shown: formatCount(longest), all: formatCount(outcome.text.length) })}</p>}
        </div>
      )}
    </form>
  );
}
