// Tabs over a panel. They wrap where there is no room: antd's own put a "more" button into the tab list, which is no tab.
import { useRef, type KeyboardEvent } from 'react';

type Item = { key: string; label: string };

export function TabStrip({ label, active, items, onChange }: { label: string; active: string; items: Item[]; onChange: (key: string) => void }) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.key === active);
    const next = (at + step + items.length) % items.length;
    onChange(items[next]!.key);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="tab-strip" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {items.map((item) => (
        <button key={item.key} type="button" role="tab" aria-selected={item.key === active} tabIndex={item.key === active ? 0 : -1} onClick={() => onChange(item.key)}>
          {item.label}
        </button>
      ))}
    </div>
  );
}
