// The filters of the asset list: their place in the URL, and as query parameters of the API.
import type { AssetState, Query } from '@/api/types';
import type { Filters } from '@/house/url';

export const assetFilters = {
  tab: 'text',
  q: 'text',
  grade: 'list',
  sector: 'list',
  category: 'list',
  kind: 'list',
  source: 'list',
  organisation: 'list',
  format: 'text',
  detector: 'text',
  rule: 'text',
  personal: 'flag',
  credentials: 'flag',
  vanished: 'flag',
} as const;
export type AssetFilters = Filters<typeof assetFilters>;

export const tabs = ['pending', 'all', 'review', 'disputed', 'decided', 'confirmed'] as const;
export type Tab = (typeof tabs)[number];

export function tabOf(filters: AssetFilters): Tab {
  return tabs.find((tab) => tab === filters.tab) ?? 'pending';
}

export type AssetQuery = NonNullable<Query<'/assets/facets'>>;

export function queryOf(filters: AssetFilters, tab: Tab): AssetQuery {
  const { tab: _tab, ...rest } = filters;
  return { ...rest, ...(tab === 'all' ? {} : { state: [tab as AssetState] }) } as AssetQuery;
}

// The same as the map POST /assets/decisions takes for "everything that matches".
export function filterMap(query: AssetQuery): Record<string, string> {
  const map: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) map[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return map;
}

export const moreNames = ['sector', 'kind', 'source', 'organisation', 'format', 'detector', 'rule', 'personal', 'credentials', 'vanished'] as const;
