// One operation: what it needs, takes and answers, and for reading ones a way to try it.
import { useTranslation } from 'react-i18next';
import { useCan } from '@/app/session';
import type { Permission } from '@/api/types';
import { limitsText, typeText, type Body, type Description, type Operation } from './description';
import { SchemaTable } from './schema';
import { TryIt } from './try';

// The stream of events never ends, so there is nothing to show at its end.
const endless = ['events'];

function Bodies({ title, bodies, description }: { title: string; bodies: Body[]; description: Description }) {
  const { t } = useTranslation();
  if (!bodies.length) return null;
  return (
    <>
      <h4>{title}</h4>
      {bodies.map((body) => (
        <div key={body.status + body.media}>
          <p className="mono">{[body.status === 'default' ? t('apiHelp.otherwise') : body.status, body.media].filter(Boolean).join(' · ') || t('apiHelp.noBody')}</p>
          {body.schema && body.status !== 'default' && <SchemaTable schema={body.schema} known={description.components.schemas} />}
        </div>
      ))}
    </>
  );
}

export function OperationDetail({ operation, description }: { operation: Operation; description: Description }) {
  const { t } = useTranslation();
  const can = useCan();
  const { permission } = operation;
  const open = permission === '' || permission === '*';
  const may = open || can(permission as Permission);
  const base = description.servers?.[0]?.url ?? '/api/v1';
  return (
    <div className="operation-body">
      <p>
        {t('apiHelp.permission')} <span className="mono">{open ? t(permission === '*' ? 'apiHelp.anybody' : 'apiHelp.nobody') : permission}</span>
        {!open && <span className={may ? 'mark mark-good' : 'mark mark-warn'} style={{ marginLeft: 8 }}>{t(may ? 'apiHelp.have' : 'apiHelp.haveNot')}</span>}
      </p>
      {operation.parameters.length > 0 && (
        <>
          <h4>{t('apiHelp.parameters')}</h4>
          <table className="grid-table">
            <thead><tr><th>{t('apiHelp.name')}</th><th>{t('apiHelp.where')}</th><th>{t('apiHelp.type')}</th><th>{t('apiHelp.meaning')}</th></tr></thead>
            <tbody>
              {operation.parameters.map((one) => (
                <tr key={one.name}>
                  <td className="mono">{one.name}{one.required && <span className="danger" title={t('apiHelp.required')}> *</span>}</td>
                  <td>{t(`apiHelp.places.${one.in}`)}</td>
                  <td className="mono break">{typeText(one.schema)}</td>
                  <td className="break">{[one.description, limitsText(one.schema)].filter(Boolean).join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Bodies title={t('apiHelp.request')} bodies={operation.request} description={description} />
      <Bodies title={t('apiHelp.answers')} bodies={operation.answers} description={description} />
      {operation.method === 'GET' && may && !endless.includes(operation.id) && (
        <>
          <h4>{t('apiHelp.try')}</h4>
          <p className="secondary">{t('apiHelp.tryText')}</p>
          <TryIt base={base} operation={operation} />
        </>
      )}
    </div>
  );
}
