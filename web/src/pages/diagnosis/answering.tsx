// Answering: domains with progress at the left, the questions of one in the middle, the score at the right. Digits choose, arrows move.
import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh, useGet } from '@/api/hooks';
import type { Answer } from '@/api/types';
import { keysOn } from '@/app/keys';
import { useWord } from '@/house/bilingual';
import { useOpened } from '@/house/list-state';
import { Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';
import { answers, type Detail, type Question, type Score } from './marks';
import { QuestionCard } from './question';
import { ScorePanel } from './score-panel';

type Only = 'unanswered' | 'no_evidence' | 'conflict';
const onlys = ['unanswered', 'no_evidence', 'conflict'] as const;
type Place = { id: string; name: string; answered: number; applicable: number; conflicts: number };

export function Answering({ detail }: { detail: Detail }) {
  const score = useGet('/assessments/{id}/score', { path: { id: detail.id } }, { keep: true });
  return (
    <Loaded query={score}>
      {(found) => (
        <div className="diag">
          <Chapters detail={detail} score={found} />
          <Chapter detail={detail} score={found} />
          <ScorePanel detail={detail} score={found} />
        </div>
      )}
    </Loaded>
  );
}

function usePlaces(score: Score): Place[] {
  const { t } = useTranslation();
  const word = useWord();
  return [
    { id: 'facts', name: t('diagnosis.facts'), answered: score.facts.answered, applicable: score.facts.asked, conflicts: score.facts.conflicts },
    ...score.domains.map((one) => ({ id: one.id, name: word(one.name), answered: one.answered, applicable: one.applicable, conflicts: one.conflicts })),
  ];
}

function Chapters({ detail, score }: { detail: Detail; score: Score }) {
  const { t } = useTranslation();
  const places = usePlaces(score);
  const [domain, setDomain] = useOpened('domain');
  const active = places.find((one) => one.id === domain) ?? places[0]!;
  const share = score.applicable ? score.answered / score.applicable : 0;
  return (
    <Panel title={t('diagnosis.progress')} extra={t('diagnosis.answeredOf', { answered: score.answered, applicable: score.applicable })} flush>
      <div className="diag-share"><Progress percent={Math.floor(share * 100)} size="small" aria-label={t('diagnosis.progress')} /></div>
      <nav aria-label={t('diagnosis.chapters')}>
        {places.map((one) => (
          <button key={one.id} type="button" className={one === active ? 'diag-chapter active' : 'diag-chapter'} aria-current={one === active} onClick={() => setDomain(one.id)}>
            <span className="diag-chapter-name">{one.name}{one.conflicts > 0 && <span className="mark mark-warn">{t('diagnosis.conflictShort', { n: one.conflicts })}</span>}</span>
            <span className="diag-chapter-count">{one.applicable > 0 && one.answered === one.applicable && <span className="good" aria-hidden>✓ </span>}{one.answered}/{one.applicable}</span>
            <svg className="diag-line" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden><rect width="100" height="3" fill="var(--line)" /><rect width={one.applicable ? (one.answered / one.applicable) * 100 : 0} height="3" fill={one.answered === one.applicable ? 'var(--success)' : 'var(--primary)'} /></svg>
          </button>
        ))}
      </nav>
      {!detail.may.answer && <p className="diag-note">{t('diagnosis.readOnly')}</p>}
    </Panel>
  );
}

function Chapter({ detail, score }: { detail: Detail; score: Score }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const places = usePlaces(score);
  const [domain, setDomain] = useOpened('domain');
  const [only, setOnly] = useOpened('only');
  const [about, setAbout] = useOpened('about');
  const at = Math.max(0, places.findIndex((one) => one.id === domain));
  const place = places[at]!;
  const filter = onlys.find((one) => one === only);
  const params = { path: { id: detail.id }, query: { domain: place.id, limit: 200, ...(filter ? { only: filter } : {}) } } as const;
  const questions = useGet('/assessments/{id}/questions', params, { keep: true });
  const list = useRef<HTMLDivElement>(null);

  // What was saved takes its place in the list at once; under a filter it stays where it is until the chapter is read anew.
  const took = useCallback((one: Question) => {
    client.setQueriesData<Answer<'/assessments/{id}/questions'>>({ queryKey: ['/assessments/{id}/questions'] }, (page) => page && { ...page, items: page.items.map((old) => (old.about === one.about ? one : old)) });
    refresh(client, ['/assessments/{id}/score']);
  }, [client]);

  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>('.diag-question') ?? [])];
  const walk = (by: number) => {
    const all = cards();
    const now = all.findIndex((card) => card.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, now + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const nextOpen = () => {
    const open = cards().find((card) => card.dataset.open === '1');
    if (open) {
      open.focus();
      open.scrollIntoView({ block: 'center' });
      return;
    }
    const later = [...places.slice(at + 1), ...places.slice(0, at)].find((one) => one.answered < one.applicable && one.id !== 'facts');
    if (later) setDomain(later.id);
  };
  const onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn() || !target.classList.contains('diag-question')) return;
    if (event.key === 'ArrowDown' || event.key === 'j') walk(1);
    else if (event.key === 'ArrowUp' || event.key === 'k') walk(-1);
    else if (event.key === 'ArrowRight' && at + 1 < places.length) setDomain(places[at + 1]!.id);
    else if (event.key === 'ArrowLeft' && at > 0) setDomain(places[at - 1]!.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Keys work from the first moment: the question the address names has the focus, else the first.
  const loaded = questions.data !== undefined && !questions.isPlaceholderData;
  useEffect(() => {
    if (!loaded) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.diag-question') ?? [])];
    const wanted = about ? all.find((card) => card.dataset.about === about) : all[0];
    wanted?.focus({ preventScroll: !about });
    if (about) wanted?.scrollIntoView({ block: 'center' });
    // only when the chapter changes, not with every answer
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loaded, place.id, about]);

  return (
    <Panel title={place.name} extra={keysOn() ? t('diagnosis.keys', { n: answers.length }) : ''} flush>
      <div className="diag-only no-print" role="group" aria-label={t('diagnosis.show')}>
        <button type="button" aria-pressed={!filter} onClick={() => setOnly(null)}>{t('diagnosis.only.all')}</button>
        {onlys.map((one) => <button key={one} type="button" aria-pressed={filter === one} onClick={() => setOnly(one)}>{t(`diagnosis.only.${one}`)}{countOf(score, place.id, one)}</button>)}
      </div>
      <div ref={list} onKeyDown={onKey} onFocus={() => about && setAbout(null)}>
        <Loaded query={questions}>
          {(page) => (page.items.length === 0 ? <Empty small title={t(filter ? 'diagnosis.noneLeft' : 'diagnosis.noQuestions')} /> : <>{page.items.map((one) => <QuestionCard key={one.about} detail={detail} question={one} took={took} />)}</>)}
        </Loaded>
      </div>
      <div className="diag-foot no-print">
        <span className="secondary">{t('diagnosis.autosave')}</span>
        <Button disabled={at === 0} onClick={() => setDomain(places[at - 1]!.id)}>{t('diagnosis.previous')}</Button>
        <Button onClick={nextOpen}>{t('diagnosis.nextOpen')}</Button>
        <Button type="primary" disabled={at + 1 >= places.length} onClick={() => setDomain(places[at + 1]!.id)}>{t('diagnosis.next')}</Button>
      </div>
    </Panel>
  );
}

function countOf(score: Score, place: string, only: Only): string {
  const domain = score.domains.find((one) => one.id === place);
  if (place === 'facts') return only === 'unanswered' ? ` ${score.facts.asked - score.facts.answered}` : only === 'conflict' ? ` ${score.facts.conflicts}` : '';
  if (!domain) return '';
  return ` ${only === 'unanswered' ? domain.applicable - domain.answered : only === 'no_evidence' ? domain.without_evidence : domain.conflicts}`;
}
