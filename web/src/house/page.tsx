// The frame of a page, a panel in it, and the strip of figures.
import type { ReactNode } from 'react';
import { Boundary } from './boundary';

export function PageFrame({ title, rule, actions, children }: { title: ReactNode; rule?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {rule && <p>{rule}</p>}
        </div>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export function Panel({ title, extra, flush, children }: { title?: ReactNode; extra?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className="panel">
      {title && (
        <div className="panel-head">
          <h2>{title}</h2>
          {extra && <div className="panel-extra">{extra}</div>}
        </div>
      )}
      <div className={flush ? 'panel-body flush' : 'panel-body'}>
        <Boundary>{children}</Boundary>
      </div>
    </section>
  );
}

export type Kpi = { key: string; label: string; value: string; unit?: string; note?: ReactNode };

export function KpiStrip({ items }: { items: Kpi[] }) {
  return (
    <dl className="kpis">
      {items.map((item) => (
        <div className="kpi" key={item.key}>
          <dt>{item.label}</dt>
          <dd>
            <strong>{item.value}</strong>
            {item.unit && <span>{item.unit}</span>}
            <div className="secondary">{item.note}</div>
          </dd>
        </div>
      ))}
    </dl>
  );
}

// Key and value in pairs, two pairs a row.
export function KeyValues({ pairs }: { pairs: [string, ReactNode][] }) {
  const rows: [string, ReactNode][][] = [];
  for (let n = 0; n < pairs.length; n += 2) rows.push(pairs.slice(n, n + 2));
  return (
    <table className="kv">
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]![0]}>
            {row.map(([name, value], n) => (
              <Pair key={name} name={name} value={value} wide={row.length === 1 && n === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pair({ name, value, wide }: { name: string; value: ReactNode; wide: boolean }) {
  return (
    <>
      <th scope="row">{name}</th>
      <td className="break" colSpan={wide ? 3 : 1}>
        {value}
      </td>
    </>
  );
}
