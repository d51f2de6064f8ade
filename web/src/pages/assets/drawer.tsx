// The evidence drawer, fetched when it is first opened: lists do without its weight.
import { lazy, Suspense, useRef } from 'react';
import { useOpened } from '@/house/list-state';

const Content = lazy(() => import('./drawer-content'));

export function AssetDrawer() {
  const [id] = useOpened('asset');
  const wanted = useRef(false);
  if (id !== null) wanted.current = true;
  return wanted.current ? <Suspense fallback={null}><Content /></Suspense> : null;
}
