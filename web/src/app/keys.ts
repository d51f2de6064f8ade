// Working without a mouse: j/k or the arrows walk the rows of the list, Enter opens one, x picks it, / goes to the search, ? shows the keys.
// Single keys can be turned off (WCAG 2.1.4) and never act while somebody types or a dialog is open.
import { useEffect } from 'react';

const setting = 'gongdun.keys';
const rowsOf = '#content .ant-table-row, #content .todo';

export const keysOn = (): boolean => window.localStorage.getItem(setting) !== 'off';
export const setKeysOn = (on: boolean): void => window.localStorage.setItem(setting, on ? 'on' : 'off');

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.getAttribute('role') === 'combobox');
}

function dialogOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].some((dialog) => dialog.offsetParent !== null || dialog.getClientRects().length > 0);
}

function currentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(rowsOf) ?? null;
}

// To the next row, or to the first where none has the focus.
function walk(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(rowsOf)];
  const now = currentRow();
  const at = now ? rows.indexOf(now) + by : by > 0 ? 0 : rows.length - 1;
  const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
  if (!row) return;
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: 'nearest' });
}

function openRow(row: HTMLElement): void {
  (row.querySelector<HTMLElement>('.cell-link') ?? row.querySelector<HTMLElement>('.link-button:not(.danger), a[href]'))?.click();
}

// True: the key was for us.
function act(key: string, onHelp: () => void): boolean {
  const row = currentRow();
  const onRow = row !== null && document.activeElement === row;
  if (key === 'j' || (key === 'ArrowDown' && onRow)) walk(1);
  else if (key === 'k' || (key === 'ArrowUp' && onRow)) walk(-1);
  else if (key === 'Enter' && onRow) openRow(row);
  else if (key === 'x' && row) row.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
  else if (key === '/') document.querySelector<HTMLElement>('.top-search input')?.focus();
  else if (key === '?') onHelp();
  else return false;
  return true;
}

export function useKeys(onHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
      if (!keysOn() || typing(event.target) || dialogOpen()) return;
      if (act(event.key, onHelp)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onHelp]);
}
