// One scan: figures, and what could not be read with the reason.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import { useWord } from '@/house/bilingual';
import { DetailDrawer } from '@/house/drawer';
import { formatBytes, formatCount, formatDuration, formatSeconds } from '@/house/format';
import { InnerPager } from '@/house/inner-pager';
import { useOpened } from '@/house/list-state';
import { JobMark } from '@/house/marks';
import { KeyValues } from '@/house/page';
import { useInnerPages } from '@/house/paged';
import { Empty, Loaded } from '@/house/states';
import { ExportButton } from '@/house/export-button';

export function ScanDrawer() {
  const { t } = useTranslation();
  const [id, open] = useOpened('scan');
  const scan = useGet('/scans/{id}', { path: { id: id ?? '' } }, { enabled: id !== null });
  return (
    <DetailDrawer open={id !== null} title={t('sources.scanNumber', { number: id ?? '' })} onClose={() => open(null)}>
      <Loaded query={scan}>
        {(data) => (
          <>
            <KeyValues
              pairs={[
                [t('sources.name'), data.source_name ?? t('common.none')],
                [t('assets.state'), <JobMark state={data.state} />],
                [t('sources.started'), formatSeconds(data.started)],
                [t('sources.finished'), formatSeconds(data.finished)],
                [t('sources.took'), data.finished ? formatDuration(data.seconds) : t('common.none')],
                [t('sources.items'), `${formatCount(data.items)} · ${formatBytes(data.bytes)}`],
                [t('sources.assets'), data.source ? <Link to={`/assets?tab=all&source=${encodeURIComponent(data.source)}`}>{formatCount(data.assets)}</Link> : formatCount(data.assets)],
                [t('sources.unread'), formatCount(data.unread)],
                [t('node.digest'), <span className="mono">{data.packs_digest}</span>],
              ]}
            />
            <h3 style={{ margin: '4px 0 8px', fontSize: 15 }}>{t('sources.unreadTitle')} {data.unread > 0 && <ExportButton small list="unread" filter={{ id: String(data.id) }} />}</h3>
            <UnreadList id={String(data.id)} />
          </>
        )}
      </Loaded>
    </DetailDrawer>
  );
}

function UnreadList({ id }: { id: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const pages = useInnerPages('/scans/{id}/unread', { path: { id } });
  return (
    <Loaded query={pages.query}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty small title={t('sources.allRead')} />
        ) : (
          <>
            <table className="grid-table">
              <thead><tr><th>{t('carriers.uri')}</th><th>{t('sources.why')}</th></tr></thead>
              <tbody>
                {data.items.map((unread, n) => (
                  <tr key={`${unread.item}-${n}`}>
                    <td className="break mono">{unread.item}{unread.where && <div className="secondary">{unread.where}</div>}</td>
                    <td>{word(unread.message)}<div className="secondary mono">{unread.code}</div></td>
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
