// Reading and acting through TanStack Query. The query key is [path, parameters], so a `changed` event can name paths to read anew.
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api, unwrap, unwrapTagged } from './client';
import { ApiProblem, problemOf } from './problem';
import type { Answer, GetPath, PathParams, Query } from './types';

export type Params<P extends GetPath> = { query?: Query<P>; path?: PathParams<P> };
type Options = { enabled?: boolean; refetchInterval?: number | false; keep?: boolean };
type Call = (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

const retry = (count: number, error: Error) => error instanceof ApiProblem && (error.status === 0 || error.status === 503) && count < 1;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry, retryDelay: 600, staleTime: 5_000, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

async function read<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw problemOf(error);
  }
}

export function useGet<P extends GetPath>(path: P, params: Params<P> = {}, options: Options = {}): UseQueryResult<Answer<P>, ApiProblem> {
  return useQuery<Answer<P>, ApiProblem>({
    queryKey: [path, params],
    queryFn: ({ signal }) => read(() => unwrap((api.GET as Call)(path, { params, signal }))) as Promise<Answer<P>>,
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchInterval ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

// The same with the ETag, for what will be changed under If-Match.
export function useTagged<P extends GetPath>(path: P, params: Params<P> = {}, options: Options = {}) {
  return useQuery<{ value: Answer<P>; etag: string | undefined }, ApiProblem>({
    queryKey: [path, params, 'tagged'],
    queryFn: ({ signal }) => read(() => unwrapTagged((api.GET as Call)(path, { params, signal }) as Promise<{ data?: Answer<P>; response: Response }>)),
    enabled: options.enabled ?? true,
  });
}

export function refresh(client: QueryClient, paths: readonly string[]): void {
  void client.invalidateQueries({ predicate: (query) => paths.some((path) => String(query.queryKey[0]).startsWith(path)) });
}

// An act: runs once at a time (no double submit), then the named paths are read anew.
export function useAct<I, O>(act: (input: I) => Promise<O>, affects: readonly string[], done?: (output: O, input: I) => void) {
  const client = useQueryClient();
  return useMutation<O, ApiProblem, I>({
    mutationFn: (input) => read(() => act(input)),
    onSuccess: (output, input) => {
      refresh(client, affects);
      done?.(output, input);
    },
  });
}
