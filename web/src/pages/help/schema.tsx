// A schema as a table of its fields; what a field refers to opens below it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limitsText, nameOf, typeText, type Schema } from './description';

const deepest = 6;
type Known = Record<string, Schema>;

// The schemas with fields behind a type: through lists, choices and references.
function within(schema: Schema, known: Known, depth = 0): Schema[] {
  if (depth > deepest) return [];
  const name = nameOf(schema);
  if (name) return known[name] ? within(known[name], known, depth + 1) : [];
  if (schema.items) return within(schema.items, known, depth + 1);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.flatMap((choice) => within(choice, known, depth + 1));
  return schema.properties || schema.enum ? [schema] : [];
}

function Field({ name, schema, required, known, depth }: { name: string; schema: Schema; required: boolean; known: Known; depth: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const inner = depth < deepest && !schema.enum ? within(schema, known) : [];
  return (
    <>
      <tr>
        <td className="mono break">{name}{required && <span className="danger" title={t('apiHelp.required')}> *</span>}</td>
        <td className="mono break">{inner.length ? <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>{typeText(schema)}</button> : typeText(schema)}</td>
        <td className="break">{[schema.description, limitsText(schema)].filter(Boolean).join(' · ')}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={3}>{inner.map((one, n) => <SchemaTable key={n} schema={one} known={known} depth={depth + 1} />)}</td>
        </tr>
      )}
    </>
  );
}

export function SchemaTable({ schema, known, depth = 0 }: { schema: Schema; known: Known; depth?: number }) {
  const { t } = useTranslation();
  const found = within(schema, known);
  if (!found.some((one) => one.properties)) return <p className="mono break">{found[0]?.enum ? typeText(found[0]) : typeText(schema)}</p>;
  return (
    <>
      {depth === 0 && <p className="mono">{typeText(schema)}</p>}
      <table className="grid-table">
        <thead><tr><th>{t('apiHelp.name')}</th><th>{t('apiHelp.type')}</th><th>{t('apiHelp.meaning')}</th></tr></thead>
        <tbody>
          {found.flatMap((one, n) => Object.entries(one.properties ?? {}).map(([name, inner]) => <Field key={`${n}.${name}`} name={name} schema={inner} required={one.required?.includes(name) ?? false} known={known} depth={depth} />))}
        </tbody>
      </table>
    </>
  );
}
