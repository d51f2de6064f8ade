// One answer on its way: kept here until the node has it, sent again when the connection is back, and put beside what somebody else said meanwhile.
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { problemOf, type ApiProblem } from '@/api/problem';
import { useDraft } from '@/house/draft';
import type { Basis, Question } from './marks';

export type Said = { value: string; basis: Basis; note: string; evidence: string[] };
export type Saving = { state: 'quiet' | 'saving' | 'saved' | 'waiting' | 'refused' | 'conflict'; at?: string; problem?: ApiProblem };

const again = 8_000; // milliseconds between tries while nobody answers

export function saidOf(question: Question): Said {
  const answer = question.answer;
  return { value: answer?.value ?? '', basis: answer?.basis ?? 'said', note: answer?.note ?? '', evidence: question.evidence };
}

function parse(text: string | null): Said | null {
  if (!text) return null;
  try {
    return JSON.parse(text) as Said;
  } catch {
    return null;
  }
}

export function useAnswer(id: string, question: Question, took: (question: Question) => void) {
  const draft = useDraft(`answer.${id}.${question.about}`);
  const [own, setOwn] = useState<Said | null>(() => parse(draft.read()));
  const [saving, setSaving] = useState<Saving>(() => ({ state: draft.read() ? 'waiting' : 'quiet' }));
  const version = useRef(question.version);
  const wanted = useRef<Said | null>(null);
  const busy = useRef(false);
  version.current = question.version;

  const send = useCallback(async () => {
    if (busy.current || !wanted.current) return;
    busy.current = true;
    while (wanted.current) {
      const now: Said = wanted.current;
      setSaving({ state: 'saving' });
      try {
        const made = await unwrap(api.PUT('/assessments/{id}/answers/{about}', { params: { path: { id, about: question.about }, header: { 'If-Match': `"${version.current}"` } }, body: now }));
        version.current = made.version;
        took(made);
        if (wanted.current === now) {
          wanted.current = null;
          setOwn(null);
          draft.drop();
        }
        setSaving({ state: 'saved', at: new Date().toISOString() });
      } catch (error) {
        const problem = problemOf(error);
        wanted.current = null;
        if (problem.status === 409) {
          const fresh = await unwrap(api.GET('/assessments/{id}/questions', { params: { path: { id }, query: { about: question.about } } })).catch(() => null);
          if (fresh?.items[0]) took(fresh.items[0]);
          setSaving({ state: 'conflict', problem });
        } else {
          setSaving({ state: problem.status === 0 || problem.status === 503 ? 'waiting' : 'refused', problem });
        }
      }
    }
    busy.current = false;
  }, [id, question.about, took, draft]);

  // Kept in this browser first, so that nothing typed is lost.
  const say = useCallback((said: Said, now = true) => {
    setOwn(said);
    draft.keep(JSON.stringify(said));
    if (!now) return;
    wanted.current = said;
    void send();
  }, [draft, send]);

  const drop = useCallback(() => {
    wanted.current = null;
    setOwn(null);
    draft.drop();
    setSaving({ state: 'quiet' });
  }, [draft]);

  useEffect(() => {
    if (saving.state !== 'waiting' || !own) return undefined;
    const retry = () => {
      wanted.current = own;
      void send();
    };
    const timer = window.setTimeout(retry, again);
    window.addEventListener('online', retry);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', retry);
    };
  }, [saving, own, send]);

  return { said: own ?? saidOf(question), dirty: own !== null, saving, say, drop };
}
