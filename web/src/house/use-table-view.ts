// The view of one table: the address' where a link brought one, else what this person chose in this browser, else as we made it.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '@/app/session';
import { isPlain, plainView, readView, writeView, type TableView } from './table-view';

const parameter = 'cols';

export type ViewChoice = { view: TableView; fromLink: boolean; set: (view: TableView) => void; link: () => string };

export function useTableView(table: string): ViewChoice {
  const key = `gongdun.view.${useSession().person.id}.${table}`;
  const [search, setSearch] = useSearchParams();
  const linked = readView(table, search.get(parameter));
  const [kept, setKept] = useState<TableView>(() => readView(table, window.localStorage.getItem(key)) ?? plainView);
  const set = (view: TableView) => {
    if (isPlain(view)) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, writeView(table, view));
    setKept(view);
    // From now on it is one's own: the address no longer decides.
    if (linked) {
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.delete(parameter);
          return next;
        },
        { replace: true },
      );
    }
  };
  const view = linked ?? kept;
  const link = () => {
    const address = new URL(window.location.href);
    address.searchParams.set(parameter, writeView(table, view));
    return address.toString();
  };
  return { view, fromLink: linked !== null, set, link };
}
