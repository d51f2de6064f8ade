// Jobs of a kind under way, and the last one if it failed. Without the event stream it polls; when one ends, what it changed is read anew.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '@/api/events';
import { refresh, useGet } from '@/api/hooks';
import type { Job } from '@/api/types';

export const isMoving = (job: Job) => job.state === 'queued' || job.state === 'running';
const changedByJobs = ['/packs', '/pack-versions', '/scans', '/sources', '/reports', '/assessments', '/assets', '/workbench'];

export function useMovingJobs(kind: Job['kind']): Job[] {
  const live = useLive();
  const client = useQueryClient();
  const jobs = useGet('/jobs', { query: { kind, limit: 20 } }, { refetchInterval: live ? false : 2_000 });
  const items = jobs.data?.items ?? [];
  const moving = items.filter(isMoving);
  const before = useRef(0);
  useEffect(() => {
    if (moving.length < before.current) refresh(client, changedByJobs);
    before.current = moving.length;
  }, [moving.length, client]);
  if (moving.length) return moving;
  return items[0]?.state === 'failed' ? [items[0]] : [];
}
