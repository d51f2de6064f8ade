// What was before and after, field by field.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/types';
import { none } from '@/house/format';

const show = (value: unknown) => (value === undefined || value === null || value === '' ? none : typeof value === 'object' ? JSON.stringify(value) : String(value));

export function EntryDetail({ entry }: { entry: Schemas['AuditEntry'] }) {
  const { t } = useTranslation();
  const before = (entry.before ?? {}) as Record<string, unknown>;
  const after = (entry.after ?? {}) as Record<string, unknown>;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <>
      <table className="grid-table">
        <thead><tr><th>{t('audit.field')}</th><th>{t('audit.before')}</th><th>{t('audit.after')}</th></tr></thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <td className="mono">{name}</td>
              <td className="break">{show(before[name])}</td>
              <td className="break">{show(after[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="secondary mono break">SM3 {entry.hash}</div>
    </>
  );
}
