// The files that hold the asset, and the record of what people said about it.
import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/hooks';
import { formatBytes, formatSeconds, formatTime } from '@/house/format';
import { InnerPager } from '@/house/inner-pager';
import { GradeTag } from '@/house/marks';
import { useInnerPages } from '@/house/paged';
import { Empty, Loaded } from '@/house/states';

export function CarrierTab({ id }: { id: string }) {
  const { t } = useTranslation();
  const pages = useInnerPages('/assets/{id}/carriers', { path: { id } });
  return (
    <Loaded query={pages.query}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty small title={t('carriers.empty')} />
        ) : (
          <>
            <table className="grid-table">
              <thead>
                <tr><th>{t('carriers.uri')}</th><th>{t('assets.format')}</th><th>{t('carriers.bytes')}</th><th>{t('carriers.modified')}</th></tr>
              </thead>
              <tbody>
                {data.items.map((carrier) => (
                  <tr key={carrier.uri}>
                    <td className="break mono">{carrier.uri}{carrier.owner && <div className="secondary">{carrier.owner}</div>}</td>
                    <td>{[carrier.format, carrier.encoding].filter(Boolean).join(' · ')}</td>
                    <td className="right nowrap">{formatBytes(carrier.bytes)}</td>
                    <td className="nowrap">{formatTime(carrier.modified)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <InnerPager pages={pages} />
          </>
        )
      }
    </Loaded>
  );
}

export function HistoryTab({ id }: { id: string }) {
  const { t } = useTranslation();
  const history = useGet('/assets/{id}/history', { path: { id } });
  return (
    <Loaded query={history}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty small title={t('history.empty')} text={t('history.emptyText')} />
        ) : (
          <Timeline
            items={data.items.map((entry) => ({
              content: (
                <>
                  <div>
                    <strong>{t(`history.kinds.${entry.kind}`)}</strong> {entry.grade && <GradeTag grade={entry.grade} />} <span className="secondary">{entry.by} · {formatSeconds(entry.at)}</span>
                  </div>
                  <div className="break">{entry.reason}</div>
                  {entry.proposed && <div className="secondary">{t('history.proposed', { grade: t(`grades.${entry.proposed}`) })}{entry.alone ? ` · ${t('decision.alone')}` : ''}</div>}
                </>
              ),
            }))}
          />
        )
      }
    </Loaded>
  );
}
