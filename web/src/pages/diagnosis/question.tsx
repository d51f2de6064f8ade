// One question: what is asked and why, what tools found, the answer, how it is known, evidence, a note; and its state of saving.
import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, linkTo, unwrap } from '@/api/client';
import { useAct, useGet } from '@/api/hooks';
import { useProblemText } from '@/api/problem-text';
import { keysOn } from '@/app/keys';
import { useWord } from '@/house/bilingual';
import { useNotices } from '@/house/confirm';
import { DownloadButton } from '@/house/download';
import { formatSeconds, formatTime } from '@/house/format';
import { AnswerMark, answers, bases, type Detail, type Question } from './marks';
import { Sides } from './sides';
import { sendFile } from './upload';
import { useAnswer, type Said, type Saving } from './use-answer';
import { ValueInput } from './value-input';

type Props = { detail: Detail; question: Question; took: (question: Question) => void };

export function QuestionCard({ detail, question, took }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const answer = useAnswer(detail.id, question, took);
  const { said, say, saving } = answer;
  const note = useRef<HTMLDivElement>(null);
  const may = detail.may.answer;
  const scored = question.type === 'score';
  const asked = question.asked === 'yes';
  // "Does not apply" needs its reason before it can be kept.
  const choose = (value: string) => {
    const next = { ...said, value };
    const wanting = scored && value === 'na' && next.note.trim() === '';
    say(next, !wanting);
    if (wanting) note.current?.querySelector('textarea')?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !keysOn() || !may || !asked) return;
    const digit = Number(event.key);
    if (scored && answers[digit - 1]) choose(answers[digit - 1]!);
    else if (question.type === 'yes_no' && (digit === 1 || digit === 2)) choose(digit === 1 ? 'yes' : 'no');
    else if (question.type === 'choice' && question.choices[digit - 1]) choose(question.choices[digit - 1]!.id);
    else if (event.key === 'b') say({ ...said, basis: bases[(bases.indexOf(said.basis) + 1) % bases.length]! }, said.value !== '');
    else if (event.key === 'n') note.current?.querySelector('textarea')?.focus();
    else if (event.key === 'Enter') event.currentTarget.querySelector<HTMLElement>('input, select, textarea')?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const open = asked && (scored ? question.state === null : question.answer === null);
  const title = question.kind === 'question' ? word(question.text) : word(question.title);
  return (
    <div className="diag-question" role="group" aria-label={`${question.number} ${title}`} tabIndex={0} data-about={question.about} data-open={open ? '1' : '0'} onKeyDown={onKey}>
      <div className="diag-number">{question.number}</div>
      <div className="diag-body">
        <h3>{title} {question.veto && <span className="mark mark-bad">{t('diagnosis.veto')}</span>} {question.required && <span className="mark">{t('diagnosis.required')}</span>}</h3>
        {question.basis_of_duty && <p className="secondary">{t('diagnosis.basisOfDuty', { basis: question.basis_of_duty })}<span className="mark" title={t(`verified.${question.verified}`)}>{t(`verifiedShort.${question.verified}`)}</span></p>}
        {!asked && <p className="diag-hint">{t(`diagnosis.asked.${question.asked}`)}</p>}
        <Probes question={question} />
        {question.disagreement || saving.state === 'conflict' ? <Sides detail={detail} question={question} answer={answer} /> : null}
        {asked && (
          <>
            <div className="diag-value">
              <ValueInput question={question} value={said.value} disabled={!may} label={title} onChange={choose} onType={(value) => say({ ...said, value }, false)} onDone={() => answer.dirty && say(said)} />
              {question.prefilled && <span className="mark mark-info">{t('diagnosis.prefilled')}</span>}
              {question.contradicted && <span className="mark mark-warn">{t('diagnosis.contradicted')}</span>}
              {question.review && <span className="mark mark-good">{t('diagnosis.reviewed', { name: question.review.author })}</span>}
            </div>
            {question.kind === 'question' && (
              <>
                <Founded said={said} may={may} say={say} label={title} />
                <Evidence detail={detail} said={said} may={may} say={say} question={question} />
                <div ref={note}>
                  <Input.TextArea rows={Math.min(6, said.note.split('\n').length)} maxLength={4000} disabled={!may} aria-label={t('diagnosis.noteOf', { name: title })} placeholder={said.value === 'na' ? t('diagnosis.naNote') : t('diagnosis.note')} value={said.note} status={said.value === 'na' && said.note.trim() === '' ? 'error' : ''} onChange={(event) => say({ ...said, note: event.target.value }, false)} onBlur={() => answer.dirty && said.value !== '' && !(said.value === 'na' && said.note.trim() === '') && say(said)} />
                </div>
              </>
            )}
          </>
        )}
        <Review detail={detail} question={question} took={took} />
        <SavingLine saving={saving} question={question} said={said} retry={() => say(said)} />
      </div>
    </div>
  );
}

function Probes({ question }: { question: Question }) {
  const { t } = useTranslation();
  if (question.probes.length === 0) return null;
  return (
    <div className="diag-probe">
      <strong>{t('diagnosis.automatic')}</strong>
      <div>
        {question.probes.flatMap((probe) => probe.heads.map((head) => (
          <p key={head.entry}><AnswerMark state={head.value} /> {head.note || t('diagnosis.noNote')} <span className="secondary">{probe.probe} · {formatTime(head.at)}</span></p>
        )))}
      </div>
    </div>
  );
}

function Founded({ said, may, say, label }: { said: Said; may: boolean; say: (said: Said, now?: boolean) => void; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="diag-basis" role="radiogroup" aria-label={t('diagnosis.basisOf', { name: label })}>
      <span className="secondary">{t('diagnosis.basis')}</span>
      {bases.map((one) => (
        <label key={one}><input type="radio" checked={said.basis === one} disabled={!may} onChange={() => say({ ...said, basis: one }, said.value !== '')} /> {t(`diagnosis.bases.${one}`)}</label>
      ))}
    </div>
  );
}

function Evidence({ detail, said, may, say, question }: { detail: Detail; said: Said; may: boolean; say: (said: Said, now?: boolean) => void; question: Question }) {
  const { t } = useTranslation();
  const { failed } = useNotices();
  const input = useRef<HTMLInputElement>(null);
  const bag = useGet('/assessments/{id}/evidence', { path: { id: detail.id }, query: { limit: 200 } }, { enabled: said.evidence.length > 0 });
  const nameOf = (one: string) => bag.data?.items.find((file) => file.digest === one)?.name ?? (/^[0-9a-f]{64}$/.test(one) ? one.slice(0, 12) : one);
  const add = useAct(async (file: File) => {
    const upload = await sendFile(file);
    return unwrap(api.POST('/assessments/{id}/evidence', { params: { path: { id: detail.id } }, body: { upload: upload.id, note: question.about } }));
  }, ['/assessments/{id}/evidence'], (made) => say({ ...said, evidence: [...said.evidence.filter((one) => one !== made.digest), made.digest] }, said.value !== ''));
  return (
    <div className="diag-evidence">
      {said.evidence.map((one) => (
        <span className="diag-file" key={one}>
          <PaperClipOutlined aria-hidden /> {/^[0-9a-f]{64}$/.test(one) ? <DownloadButton link address={linkTo(`/assessments/${detail.id}/evidence/${one}`, {})} name={nameOf(one)} label={t('diagnosis.fetch', { name: nameOf(one) })}>{nameOf(one)}</DownloadButton> : one}
          {may && <button type="button" className="diag-unlink no-print" aria-label={t('diagnosis.unlink', { name: nameOf(one) })} onClick={() => say({ ...said, evidence: said.evidence.filter((other) => other !== one) }, said.value !== '')}>×</button>}
        </span>
      ))}
      {may && (
        <>
          <input ref={input} type="file" hidden aria-label={t('diagnosis.addEvidence')} onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) add.mutate(file, { onError: failed });
          }} />
          <Button size="small" className="no-print" icon={<UploadOutlined />} loading={add.isPending} onClick={() => input.current?.click()}>{t('diagnosis.addEvidence')}</Button>
        </>
      )}
    </div>
  );
}

// Where tools and people disagree a second person decides.
function Review({ detail, question, took }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const [note, setNote] = useState('');
  const review = useAct((value: (typeof answers)[number]) => unwrap(api.PUT('/assessments/{id}/answers/{about}/review', { params: { path: { id: detail.id, about: question.about }, header: { 'If-Match': `"${question.version}"` } }, body: { value, note } })), ['/assessments'], took);
  if (!detail.may.review || question.type !== 'score' || !(question.contradicted || question.disagreement)) return null;
  return (
    <div className="diag-review no-print">
      <strong>{t('diagnosis.reviewTitle')}</strong>
      <Input.TextArea rows={2} maxLength={4000} value={note} aria-label={t('diagnosis.reviewNote')} placeholder={t('diagnosis.reviewNote')} onChange={(event) => setNote(event.target.value)} />
      <div>{answers.slice(0, 3).map((one) => <Button key={one} size="small" disabled={note.trim() === ''} loading={review.isPending && review.variables === one} onClick={() => review.mutate(one)}>{t('diagnosis.decide', { state: t(`diagnosis.answers.${one}`) })}</Button>)}</div>
      {review.error && <p className="danger" role="alert">{text(review.error)}</p>}
    </div>
  );
}

function SavingLine({ saving, question, said, retry }: { saving: Saving; question: Question; said: Said; retry: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const again = <button type="button" className="link-button" onClick={retry}>{t('states.retry')}</button>;
  if (saving.state === 'saving') return <p className="secondary" role="status">{t('diagnosis.saving')}</p>;
  if (saving.state === 'waiting') return <p className="diag-waiting" role="status">{t('diagnosis.waiting')} {again}</p>;
  if (saving.state === 'refused') return <p className="danger" role="alert">{saving.problem ? text(saving.problem) : ''} {again}</p>;
  if (said.value === 'na' && said.note.trim() === '') return <p className="danger" role="status">{t('diagnosis.naNote')}</p>;
  if (saving.state === 'saved') return <p className="secondary" role="status">{t('diagnosis.savedAt', { time: formatSeconds(saving.at) })}</p>;
  if (said.value === '' && said.evidence.length > 0) return <p className="secondary">{t('diagnosis.keptUntilAnswered')}</p>;
  if (!question.answer) return null;
  return <p className="secondary">{t('diagnosis.by', { name: question.answer.author, time: formatTime(question.answer.at) })}</p>;
}
