// The frame around every page of a signed-in person.
import { Button } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import { api, unwrap } from '@/api/client';
import { LiveProvider, useEvents } from '@/api/events';
import { useAct } from '@/api/hooks';
import { Boundary } from '@/house/boundary';
import { useConfirm, useNotices } from '@/house/confirm';
import { Loading } from '@/house/states';
import { useAppearance } from './appearance';
import { useCan, useSession } from './session';
import { Sider } from './sider';
import { PrintHead } from './print-head';
import { Topbar } from './topbar';

const everything = ['/session', '/assets', '/sources', '/scans', '/workbench', '/personal-inventory', '/credentials', '/reports', '/flows', '/reviews', '/node'];

function DemoBar() {
  const { t } = useTranslation();
  const { node } = useSession();
  const can = useCan();
  const ask = useConfirm();
  const { done, failed } = useNotices();
  const remove = useAct(() => unwrap(api.DELETE('/demo')), everything, () => done(t('demo.removed')));
  if (!node.demo) return null;
  const confirm = () => ask(t('demo.remove'), t('demo.removeText'), t('demo.remove'), () => remove.mutateAsync(undefined, { onError: failed }));
  return (
    <div className="demo-bar" role="note">
      <span className="demo-mark">{t('demo.mark')}</span>
      <span>{t('demo.text')}</span>
      {can('sources.manage') && (
        <Button size="small" loading={remove.isPending} onClick={confirm}>
          {t('demo.remove')}
        </Button>
      )}
    </div>
  );
}

export function Shell() {
  const { t } = useTranslation();
  const { language } = useAppearance();
  const live = useEvents();
  const { pathname } = useLocation();
  return (
    <LiveProvider value={live}>
      <div className={language === 'en' ? 'shell shell-en' : 'shell'}>
        <a className="skip" href="#content">{t('shell.skip')}</a>
        <Sider />
        <div className="main">
          <Topbar />
          <PrintHead />
          <DemoBar />
          <main className="content" id="content" tabIndex={-1}>
            <Boundary key={pathname}>
              <Suspense fallback={<Loading />}>
                <Outlet />
              </Suspense>
            </Boundary>
          </main>
        </div>
      </div>
    </LiveProvider>
  );
}
