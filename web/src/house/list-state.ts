// The state of a list, kept in the URL. Cursors of earlier pages are remembered for this tab only; a pasted link goes back to the first page.
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readFilters, readPlace, writeFilters, writePage, type Filters, type FilterSpec, type Place } from './url';

export type ListState<S extends FilterSpec> = {
  filters: Filters<S>;
  place: Place;
  set: (change: { [K in keyof S]?: Filters<S>[K] | undefined }) => void;
  reset: () => void;
  setSort: (sort: string | undefined) => void;
  setSize: (size: number) => void;
  goFirst: () => void;
  goNext: (cursor: string) => void;
  goBack: () => void;
  active: number; // filters in force
};

const trail = new Map<string, (string | undefined)[]>();

function listKey(search: URLSearchParams): string {
  const plain = new URLSearchParams(search);
  // Neither the place in the list nor an open drawer makes it another list.
  for (const name of ['cursor', 'page', 'asset', 'view', 'scan', 'rule', 'edit', 'add', 'cols', 'version']) plain.delete(name);
  plain.sort();
  return `${window.location.pathname}?${plain.toString()}`;
}

export function useListState<S extends FilterSpec>(spec: S): ListState<S> {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const filters = useMemo(() => readFilters(spec, new URLSearchParams(text)), [spec, text]);
  const place = useMemo(() => readPlace(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (values: Record<string, string | string[] | boolean | undefined>) => setSearch((now) => writeFilters(now, values)),
    [setSearch],
  );
  const go = useCallback((page: number, cursor: string | undefined) => setSearch((now) => writePage(now, page, cursor)), [setSearch]);
  const goNext = (cursor: string) => {
    const key = listKey(search);
    const cursors = trail.get(key) ?? [];
    cursors[place.page] = place.cursor;
    trail.set(key, cursors);
    go(place.page + 1, cursor);
  };
  const goBack = () => {
    const before = trail.get(listKey(search))?.[place.page - 1];
    go(before === undefined ? 1 : place.page - 1, before);
  };
  return {
    filters,
    place,
    set: change as ListState<S>['set'],
    reset: () => change(Object.fromEntries(Object.keys(spec).map((name) => [name, undefined]))),
    setSort: (sort) => change({ sort }),
    setSize: (size) => change({ size: String(size) }),
    goFirst: () => go(1, undefined),
    goNext,
    goBack,
    active: Object.keys(filters).length,
  };
}

// One value in the URL that opens something (?asset=…); closing removes it.
export function useOpened(name: string): [string | null, (value: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (value: string | null) =>
      setSearch((now) => {
        const next = new URLSearchParams(now);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      }),
    [name, setSearch],
  );
  return [search.get(name), set];
}
