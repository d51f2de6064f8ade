// Server-sent events: jobs as they move, and hints about what to read anew. While the stream is down, pages poll (see useLive).
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { refresh } from './hooks';
import type { Job } from './types';

const affected: Record<string, readonly string[]> = {
  assets: ['/assets', '/workbench', '/personal-inventory', '/credentials', '/flows', '/reviews', '/sources', '/search', '/node'],
  sources: ['/sources', '/workbench', '/node'],
  reports: ['/reports'],
  assessments: ['/assessments'],
  scans: ['/scans', '/sources', '/workbench', '/assets'],
  people: ['/people', '/grants', '/invitations', '/organisations'],
  grants: ['/grants', '/people'],
  organisations: ['/organisations'],
};

type JobPage = { items: Job[]; next: string | null; total: number; total_is_estimate: boolean };

function takeJob(client: QueryClient, job: Job): void {
  client.setQueriesData<JobPage>({ queryKey: ['/jobs'] }, (page) => {
    if (!page) return page;
    const known = page.items.some((item) => item.id === job.id);
    const items = known ? page.items.map((item) => (item.id === job.id ? job : item)) : [job, ...page.items];
    return { ...page, items, total: known ? page.total : page.total + 1 };
  });
  if (['done', 'failed', 'cancelled', 'interrupted'].includes(job.state)) refresh(client, ['/jobs', '/scans', '/sources', '/reports', '/workbench', '/assessments']);
}

const Live = createContext(false);
export const LiveProvider = Live.Provider;
// Whether the stream stands; pages that show moving things poll when it does not.
export const useLive = (): boolean => useContext(Live);

export function useEvents(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    let stream: EventSource;
    let again: number | undefined;
    const open = () => {
      stream = new EventSource('/api/v1/events');
      stream.onopen = () => setLive(true);
      stream.addEventListener('job', (event) => takeJob(client, JSON.parse((event as MessageEvent<string>).data) as Job));
      stream.addEventListener('changed', (event) => {
        const { what } = JSON.parse((event as MessageEvent<string>).data) as { what: string };
        refresh(client, affected[what] ?? []);
      });
      stream.onerror = () => {
        setLive(false);
        // A refused stream is closed for good by the browser; ask again later.
        if (stream.readyState === EventSource.CLOSED) again = window.setTimeout(open, 5_000);
      };
    };
    open();
    return () => {
      window.clearTimeout(again);
      stream.close();
    };
  }, [client]);
  return live;
}
