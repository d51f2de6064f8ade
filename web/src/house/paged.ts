// One page of a server list, as the URL asks for it; and one further along, kept in the component (lists inside drawers).
import { useState } from 'react';
import { useGet, type Params } from '@/api/hooks';
import type { Answer, ListPath, PathParams } from '@/api/types';
import type { ListState } from './list-state';
import { defaultSize, type FilterSpec, type Place } from './url';

function placeQuery(place: Place, sortable: boolean): Record<string, unknown> {
  const query: Record<string, unknown> = { limit: place.limit };
  if (place.cursor !== undefined) query.cursor = place.cursor;
  if (sortable && place.sort !== undefined) query.sort = place.sort;
  return query;
}

type PagedOptions = { query?: Record<string, unknown>; path?: object; enabled?: boolean; poll?: number | false; sortable?: boolean };

export function usePaged<P extends ListPath, S extends FilterSpec>(path: P, list: ListState<S>, options: PagedOptions = {}) {
  const query = { ...placeQuery(list.place, options.sortable ?? false), ...options.query };
  const params = { query, ...(options.path ? { path: options.path } : {}) } as Params<P>;
  return useGet(path, params, { keep: true, enabled: options.enabled ?? true, refetchInterval: options.poll ?? false });
}

// A list inside a drawer: its page is no part of the URL.
export function useInnerPages<P extends ListPath>(path: P, params: { path?: PathParams<P>; query?: Record<string, unknown> } = {}, enabled = true) {
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.length ? cursors[cursors.length - 1] : undefined;
  const query = { limit: defaultSize, ...params.query, ...(cursor === undefined ? {} : { cursor }) };
  const answer = useGet(path, { query, ...(params.path ? { path: params.path } : {}) } as Params<P>, { keep: true, enabled });
  const next = (answer.data as { next?: string | null } | undefined)?.next ?? null;
  return {
    query: answer as typeof answer & { data?: Answer<P> },
    page: cursors.length + 1,
    next: next === null ? null : () => setCursors((now) => [...now, next]),
    back: cursors.length ? () => setCursors((now) => now.slice(0, -1)) : null,
  };
}
