// Choosing one of more than a page can hold: the first come at once, typing asks the node, and what is chosen keeps its name.
import { Select, type SelectProps } from 'antd';
import { useEffect, useState } from 'react';
import { useGet } from '@/api/hooks';

export type Named = { value: string; label: string };
const patience = 250; // milliseconds after the last key
const shown = 50;

export function usePatient(typed: string): string {
  const [sent, setSent] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSent(typed.trim()), patience);
    return () => clearTimeout(timer);
  }, [typed]);
  return sent;
}

// Organisations in reach whose name or credit code has the text; the named ones besides, so that what was chosen before is not shown by its number.
export function useOrganisations(typed: string, chosen: readonly string[] = []) {
  const q = usePatient(typed);
  const found = useGet('/organisations', { query: { limit: shown, ...(q ? { q } : {}) } }, { keep: true }).data;
  const [seen, setSeen] = useState<Record<string, string>>({});
  useEffect(() => {
    if (found) setSeen((before) => ({ ...before, ...Object.fromEntries(found.items.map((one) => [one.id, one.name])) }));
  }, [found]);
  const unknown = found ? chosen.find((id) => !(id in seen) && !found.items.some((one) => one.id === id)) : undefined;
  const asked = useGet('/organisations', { query: { limit: 1, q: unknown ?? '' } }, { enabled: unknown !== undefined }).data;
  useEffect(() => {
    if (asked && unknown) setSeen((before) => ({ ...before, [unknown]: asked.items.find((one) => one.id === unknown)?.name ?? unknown }));
  }, [asked, unknown]);
  const items: Named[] = (found?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  const others = chosen.filter((id) => id in seen && !items.some((one) => one.value === id)).map((id) => ({ value: id, label: seen[id]! }));
  return { options: q ? items : [...items, ...others], total: found?.total ?? 0, first: found?.items[0], labelOf: (id: string) => seen[id] ?? id };
}

type Props = Omit<SelectProps<string>, 'options' | 'showSearch' | 'filterOption' | 'onSearch'>;

export function OrganisationSelect({ without, ...rest }: Props & { without?: string | undefined }) {
  const [typed, setTyped] = useState('');
  const { options, labelOf } = useOrganisations(typed, rest.value ? [rest.value] : []);
  return (
    <Select<string>
      {...rest}
      showSearch
      filterOption={false}
      onSearch={setTyped}
      onBlur={() => setTyped('')}
      options={options.filter((one) => one.value !== without)}
      labelRender={({ value, label }) => label ?? labelOf(String(value))}
    />
  );
}

export function PersonSelect(props: Props) {
  const [typed, setTyped] = useState('');
  const q = usePatient(typed);
  const found = useGet('/people', { query: { limit: shown, ...(q ? { q } : {}) } }, { keep: true }).data?.items ?? [];
  return <Select<string> {...props} showSearch filterOption={false} onSearch={setTyped} options={found.map((one) => ({ value: one.id, label: `${one.name} (${one.login})` }))} />;
}
