// Whether the window is at least so wide, followed as it changes. Paper counts as wide: nothing is left out there.
import { useSyncExternalStore } from 'react';

export function useWide(pixels: number): boolean {
  const query = `(min-width: ${pixels}px), print`;
  const follow = (changed: () => void) => {
    const list = window.matchMedia(query);
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  };
  return useSyncExternalStore(follow, () => window.matchMedia(query).matches);
}
