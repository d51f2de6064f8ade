// What was typed into a form and not sent yet. It survives a lost connection, an ended session and a reload of this tab (sessionStorage: it goes
// with the tab), apart per person and thing, and is gone once it was sent or given up.
import { useMemo } from 'react';
import { useSession } from '@/app/session';

const prefix = 'gongdun.draft.';

export type Draft = { read: () => string | null; keep: (text: string) => void; drop: () => void };

export function useDraft(what: string): Draft {
  const key = `${prefix}${useSession().person.id}.${what}`;
  return useMemo(
    () => ({
      read: () => window.sessionStorage.getItem(key),
      keep: (text: string) => {
        try {
          window.sessionStorage.setItem(key, text);
        } catch {
          // The place is full or forbidden: the form itself still holds what was typed.
        }
      },
      drop: () => window.sessionStorage.removeItem(key),
    }),
    [key],
  );
}
