// What an area shows when it has nothing to show: loading, empty, an error with retry, no permission. And the bar for stale data.
import { InboxOutlined, LockOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="state" role="status" aria-label={t('states.loading')}>
      <Spin />
    </div>
  );
}

export function Empty({ title, text, action, small }: { title: string; text?: ReactNode; action?: ReactNode; small?: boolean }) {
  return (
    <div className={small ? 'state state-small' : 'state'}>
      {!small && <InboxOutlined aria-hidden />}
      <h3>{title}</h3>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}

export function ErrorState({ problem, retry, extra }: { problem: ApiProblem; retry?: () => void; extra?: ReactNode }) {
  const { t } = useTranslation();
  const text = useProblemText();
  if (problem.status === 403) {
    return (
      <div className="state" role="alert">
        <LockOutlined aria-hidden />
        <h3>{t('states.noPermission')}</h3>
        <p>{t('states.noPermissionText')}</p>
      </div>
    );
  }
  return (
    <div className="state" role="alert">
      <WarningOutlined aria-hidden />
      <h3>{t('states.error')}</h3>
      <p>{text(problem)}</p>
      {retry && <Button onClick={retry}>{t('states.retry')}</Button>} {extra}
    </div>
  );
}

type Read<T> = { data?: T | undefined; error: ApiProblem | null; isPending: boolean; refetch: () => unknown };

// Loading, error and stale around what a query gave.
export function Loaded<T>({ query, children }: { query: Read<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error && <Stale retry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <ErrorState problem={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}

export function Stale({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="stale" role="status">
      {t('states.stale')}{' '}
      <button type="button" className="link-button" onClick={retry}>
        {t('states.retry')}
      </button>
    </div>
  );
}
