// Which lists the caller may take out or bring in, and the filter of a page as an export takes it.
import { useGet } from '@/api/hooks';

export type Filter = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export const useList = (id: string) => useGet('/lists').data?.items.find((list) => list.id === id);

// Parameters of a list as the API takes them: each as text.
export function filterTexts(filter: Filter): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === null || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') out[name] = text;
  }
  return out;
}
