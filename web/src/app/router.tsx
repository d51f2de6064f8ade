// Addresses and pages. Every page is a chunk of its own.
import { lazy, Suspense, type ComponentType } from 'react';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { Loading } from '@/house/states';
import { homeOf } from './nav';
import { SessionGate, useCan } from './session';
import { Shell } from './shell';

type PageModule = Promise<{ default: ComponentType }>;
const page = (load: () => PageModule) => {
  const Page = lazy(load);
  return (
    <Suspense fallback={<Loading />}>
      <Page />
    </Suspense>
  );
};

const Workbench = lazy(() => import('@/pages/workbench/page'));

function Home() {
  const home = homeOf(useCan());
  return home === '/' ? <Workbench /> : <Navigate to={home} replace />;
}

const router = createBrowserRouter([
  { path: '/login', element: page(() => import('@/pages/login/page')) },
  { path: '/setup', element: page(() => import('@/pages/setup/page')) },
  {
    element: (
      <SessionGate>
        <Shell />
      </SessionGate>
    ),
    children: [
      { path: '/', element: <Home /> },
      { path: '/assets', element: page(() => import('@/pages/assets/page')) },
      { path: '/catalog', element: page(() => import('@/pages/catalog/page')) },
      { path: '/personal', element: page(() => import('@/pages/personal/page')) },
      { path: '/credentials', element: page(() => import('@/pages/credentials/page')) },
      { path: '/flows', element: page(() => import('@/pages/flows/page')) },
      { path: '/sources', element: page(() => import('@/pages/sources/page')) },
      { path: '/diagnoses', element: page(() => import('@/pages/diagnoses/page')) },
      { path: '/diagnoses/:id', element: page(() => import('@/pages/diagnosis/page')) },
      { path: '/reviews', element: page(() => import('@/pages/reviews/page')) },
      { path: '/reports', element: page(() => import('@/pages/reports/page')) },
      { path: '/jobs', element: page(() => import('@/pages/jobs/page')) },
      { path: '/rules', element: page(() => import('@/pages/rules/page')) },
      { path: '/organisations', element: page(() => import('@/pages/organisations/page')) },
      { path: '/people', element: page(() => import('@/pages/people/page')) },
      { path: '/grants', element: page(() => import('@/pages/grants/page')) },
      { path: '/audit', element: page(() => import('@/pages/audit/page')) },
      { path: '/node', element: page(() => import('@/pages/node/page')) },
      { path: '/providers', element: page(() => import('@/pages/providers/page')) },
      { path: '/notifications', element: page(() => import('@/pages/notifications/page')) },
      { path: '/account', element: page(() => import('@/pages/account/page')) },
      { path: '/help/api', element: page(() => import('@/pages/help/page')) },
      { path: '/search', element: page(() => import('@/pages/search/page')) },
      { path: '*', element: page(() => import('@/pages/missing/page')) },
    ],
  },
]);

export function Router() {
  return <RouterProvider router={router} />;
}
