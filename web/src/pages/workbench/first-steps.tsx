// What to do on an empty node, in order; a step that is done says so.
import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { Panel } from '@/house/page';

export function FirstSteps({ data }: { data: Schemas['Workbench'] }) {
  const { t } = useTranslation();
  const can = useCan();
  const steps = [
    { key: 'source', done: data.sources > 0, to: '/sources?add=1', may: can('sources.manage') },
    { key: 'scan', done: data.scans.length > 0, to: '/sources', may: can('scans.run') },
    { key: 'decide', done: false, to: '/assets', may: can('assets.decide') },
    { key: 'report', done: false, to: '/reports', may: can('reports.make') },
  ];
  return (
    <Panel title={t('firstSteps.title')}>
      {steps.map((step, n) => (
        <div className="todo" key={step.key}>
          <strong>{step.done ? <CheckCircleFilled className="good" aria-label={t('firstSteps.done')} /> : n + 1}</strong>
          <span className="grow">
            {t(`firstSteps.${step.key}`)}
            <div className="secondary">{t(`firstSteps.${step.key}Text`)}</div>
          </span>
          {step.may && !step.done && <Link to={step.to} aria-label={t('workbench.goTo', { what: t(`firstSteps.${step.key}`) })}>{t('workbench.go')}</Link>}
        </div>
      ))}
    </Panel>
  );
}
