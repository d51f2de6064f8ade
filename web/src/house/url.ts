// List state <-> URL: filters, sort, page, cursor, size. Pure, so that reload, back and a pasted link give the same list.
export type FilterKind = 'text' | 'list' | 'flag';
export type FilterSpec = Record<string, FilterKind>;
export type Filters<S extends FilterSpec> = {
  [K in keyof S]?: S[K] extends 'list' ? string[] : S[K] extends 'flag' ? boolean : string;
};

export const pageSizes = [20, 50, 100] as const;
export const defaultSize = 20;

export function readFilters<S extends FilterSpec>(spec: S, search: URLSearchParams): Filters<S> {
  const found: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(spec)) {
    const text = search.get(name);
    if (text === null || text === '') continue;
    if (kind === 'text') found[name] = text;
    else if (kind === 'flag') {
      if (text === '1') found[name] = true;
    } else {
      const values = text.split(',').filter((value, index, all) => value !== '' && all.indexOf(value) === index);
      if (values.length) found[name] = values;
    }
  }
  return found as Filters<S>;
}

// A new query string: what is changed replaces, undefined and empty remove, the rest stays. The page goes back to the first.
export function writeFilters(search: URLSearchParams, change: Record<string, string | string[] | boolean | undefined>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    const text = Array.isArray(value) ? value.join(',') : value === true ? '1' : value === false || value === undefined ? '' : value;
    if (text === '') next.delete(name);
    else next.set(name, text);
  }
  next.delete('cursor');
  next.delete('page');
  return next;
}

export type Place = { cursor: string | undefined; page: number; limit: number; sort: string | undefined };

export function readPlace(search: URLSearchParams): Place {
  const page = Number(search.get('page'));
  const size = Number(search.get('size'));
  const cursor = search.get('cursor') ?? undefined;
  return {
    cursor,
    page: cursor !== undefined && Number.isInteger(page) && page > 1 ? page : 1,
    limit: pageSizes.some((allowed) => allowed === size) ? size : defaultSize,
    sort: search.get('sort') ?? undefined,
  };
}

export function writePage(search: URLSearchParams, page: number, cursor: string | undefined): URLSearchParams {
  const next = new URLSearchParams(search);
  if (page <= 1 || cursor === undefined) {
    next.delete('page');
    next.delete('cursor');
  } else {
    next.set('page', String(page));
    next.set('cursor', cursor);
  }
  return next;
}

// Only a path of our own may be gone to after log-in.
export function safeReturn(target: string | null): string {
  return target && /^\/(?![/\\])/.test(target) && !target.startsWith('/login') ? target : '/';
}
