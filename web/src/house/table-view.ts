// How a person looks at a table: which columns, in which order, how wide, how dense. Pure: text <-> view, view -> columns. A view is kept per person
// in this browser, and travels in the address (?cols=assets:name~260,grade,-why;compact) so that a link can show it to somebody else.
export type TableView = { order: string[]; hidden: string[]; widths: Record<string, number>; density: 'normal' | 'compact' };

export const plainView: TableView = { order: [], hidden: [], widths: {}, density: 'normal' };
export const narrowest = 60, widest = 900;
const longest = 60; // columns a text may name

const fit = (pixels: number) => Math.min(widest, Math.max(narrowest, Math.round(pixels)));

export function isPlain(view: TableView): boolean {
  return view.order.length === 0 && view.hidden.length === 0 && Object.keys(view.widths).length === 0 && view.density === 'normal';
}

export function writeView(table: string, view: TableView): string {
  const names = view.order.length ? view.order : [...new Set([...view.hidden, ...Object.keys(view.widths)])];
  const columns = names.map((name) => `${view.hidden.includes(name) ? '-' : ''}${name}${view.widths[name] ? `~${view.widths[name]}` : ''}`);
  return `${table}:${view.order.length ? '' : '*'}${columns.join(',')}${view.density === 'compact' ? ';compact' : ''}`;
}

// Null: no view, or one of another table.
export function readView(table: string, text: string | null): TableView | null {
  const parts = /^([\w-]+):(\*?)([^;]*)(;compact)?$/.exec(text ?? '');
  if (!parts || parts[1] !== table) return null;
  const view: TableView = { order: [], hidden: [], widths: {}, density: parts[4] ? 'compact' : 'normal' };
  for (const piece of parts[3]!.split(',').slice(0, longest)) {
    const found = /^(-?)(\w+)(?:~(\d{1,4}))?$/.exec(piece);
    const name = found?.[2];
    if (!found || !name || view.order.includes(name)) continue;
    view.order.push(name);
    if (found[1]) view.hidden.push(name);
    if (found[3]) view.widths[name] = fit(Number(found[3]));
  }
  if (parts[2]) view.order = [];
  return view;
}

// The keys in the order of the view. Columns it does not know (newer than it) keep their place after the one they stand behind.
export function orderedKeys(keys: string[], view: TableView): string[] {
  const known = view.order.filter((key) => keys.includes(key));
  const placed = [...known];
  keys.forEach((key, n) => {
    if (known.includes(key)) return;
    const before = keys.slice(0, n).reverse().find((other) => placed.includes(other));
    placed.splice(before === undefined ? 0 : placed.indexOf(before) + 1, 0, key);
  });
  return placed;
}

// The first column says what a row is, so it always stays.
export function shownKeys(keys: string[], view: TableView): string[] {
  return orderedKeys(keys, view).filter((key) => key === keys[0] || !view.hidden.includes(key));
}

export function moved(keys: string[], view: TableView, key: string, by: number): TableView {
  const order = orderedKeys(keys, view);
  const at = order.indexOf(key), to = at + by;
  if (at < 0 || to < 0 || to >= order.length) return view;
  order.splice(to, 0, ...order.splice(at, 1));
  return { ...view, order };
}

export function withWidth(view: TableView, key: string, pixels: number | null): TableView {
  const { [key]: _gone, ...widths } = view.widths;
  return { ...view, widths: pixels === null || !Number.isFinite(pixels) ? widths : { ...widths, [key]: fit(pixels) } };
}

export function toggled(view: TableView, key: string): TableView {
  return { ...view, hidden: view.hidden.includes(key) ? view.hidden.filter((one) => one !== key) : [...view.hidden, key] };
}
