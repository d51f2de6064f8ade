// Who is signed in. Without a session the reader goes to log-in and comes back to the same address.
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { setCsrf, whenSignedOut } from '@/api/client';
import { useGet } from '@/api/hooks';
import type { Permission, Session } from '@/api/types';
import { ErrorState, Loading } from '@/house/states';

const Context = createContext<Session | null>(null);

export function SessionGate({ children }: { children: ReactNode }) {
  const session = useGet('/session');
  const place = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const here = `${place.pathname}${place.search}`;

  useEffect(() => {
    whenSignedOut(() => {
      client.removeQueries({ queryKey: ['/session'] });
      void navigate(`/login?next=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`, { replace: true });
    });
    return () => whenSignedOut(() => undefined);
  }, [client, navigate]);

  if (session.data) {
    setCsrf(session.data.csrf);
    return <Context.Provider value={session.data}>{children}</Context.Provider>;
  }
  if (session.error?.status === 401) return <Navigate to={`/login?next=${encodeURIComponent(here)}`} replace />;
  if (session.error) return <ErrorState problem={session.error} retry={() => void session.refetch()} />;
  return <Loading />;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('outside SessionGate');
  return session;
}

export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
