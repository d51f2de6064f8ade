// One job, asked for again and again until it ends.
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { problemOf, type ApiProblem } from '@/api/problem';
import type { Job } from '@/api/types';
import { isMoving } from './moving-jobs';

const often = 700;

export function useJob(id: string | null) {
  return useQuery<Job, ApiProblem>({
    queryKey: ['/jobs/{id}', id],
    queryFn: () => unwrap(api.GET('/jobs/{id}', { params: { path: { id: id ?? '' } } })).catch((error: unknown) => { throw problemOf(error); }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && !isMoving(query.state.data) ? false : often),
  });
}
