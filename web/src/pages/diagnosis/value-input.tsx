// The field for an answer, by the kind of question. `onChange` is for what is chosen and done at once, `onType` and `onDone` for what is typed.
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '@/house/bilingual';
import { answers, type Question } from './marks';
import { rowsOf } from './sides';

type Props = { question: Question; value: string; disabled: boolean; label: string; onChange: (value: string) => void; onType: (value: string) => void; onDone: () => void };

export function ValueInput(props: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const { question, value, disabled, label, onChange, onType, onDone } = props;
  if (question.type === 'score') return <Choices {...props} options={answers.map((one) => ({ value: one, label: t(`diagnosis.answers.${one}`) }))} />;
  if (question.type === 'yes_no') return <Choices {...props} options={[{ value: 'yes', label: t('common.yes') }, { value: 'no', label: t('common.no') }]} />;
  if (question.type === 'choice' || question.type === 'multi') {
    const multi = question.type === 'multi';
    const options = question.choices.map((one) => ({ value: one.id, label: word(one.name) }));
    if (multi) return <Select mode="multiple" allowClear disabled={disabled} aria-label={label} style={{ minWidth: 280 }} options={options} value={value === '' ? [] : value.split('\n')} onChange={(all: string[]) => onChange(all.join('\n'))} />;
    return <Select allowClear disabled={disabled} aria-label={label} style={{ minWidth: 220 }} options={options} value={value || null} onChange={(one: string | null | undefined) => onChange(one ?? '')} />;
  }
  if (question.type === 'table') return <Rows {...props} />;
  if (question.type === 'number') return <Input inputMode="decimal" style={{ width: 200 }} suffix={question.unit} disabled={disabled} aria-label={label} value={value} onChange={(event) => onType(event.target.value)} onBlur={onDone} onPressEnter={onDone} />;
  return <Input style={{ maxWidth: 520 }} maxLength={6000} disabled={disabled} aria-label={label} value={value} onChange={(event) => onType(event.target.value)} onBlur={onDone} onPressEnter={onDone} />;
}

function Choices({ question, value, disabled, label, onChange, options }: Props & { options: { value: string; label: string }[] }) {
  return (
    <div className="diag-choices" role="radiogroup" aria-label={label}>
      {options.map((one, n) => (
        <label key={one.value} className={value === one.value ? 'chosen' : ''}>
          <input type="radio" name={`answer-${question.about}`} checked={value === one.value} disabled={disabled} onChange={() => onChange(one.value)} /> {one.label}
          <kbd className="no-print" aria-hidden>{n + 1}</kbd>
        </label>
      ))}
    </div>
  );
}

function Rows({ question, value, disabled, label, onChange, onType, onDone }: Props) {
  const { t } = useTranslation();
  const word = useWord();
  const rows = rowsOf(value);
  const write = (next: string[][]) => (next.length ? JSON.stringify(next) : '');
  const set = (at: number, column: number, text: string) => onType(write(rows.map((row, n) => (n === at ? question.columns.map((_column, k) => (k === column ? text : (row[k] ?? ''))) : row))));
  return (
    <div className="diag-rows">
      {rows.length > 0 && (
        <table className="grid-table" aria-label={label}>
          <thead><tr>{question.columns.map((one) => <th key={one.id} scope="col">{word(one.name)}</th>)}{!disabled && <th scope="col" className="no-print">{t('common.acts')}</th>}</tr></thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {question.columns.map((one, column) => <td key={one.id}><Input size="small" variant="borderless" disabled={disabled} aria-label={`${word(one.name)} ${at + 1}`} value={row[column] ?? ''} onChange={(event) => set(at, column, event.target.value)} onBlur={onDone} /></td>)}
                {!disabled && <td className="no-print"><button type="button" className="link-button danger" aria-label={t('diagnosis.removeRow', { n: at + 1 })} onClick={() => onChange(write(rows.filter((_row, n) => n !== at)))}>{t('diagnosis.remove')}</button></td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!disabled && <Button size="small" className="no-print" onClick={() => onType(write([...rows, question.columns.map(() => '')]))}>{t('diagnosis.addRow')}</Button>}
    </div>
  );
}
