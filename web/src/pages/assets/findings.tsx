// Single places where something was recognised.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { placeWithin } from '@/house/format';
import { InnerPager } from '@/house/inner-pager';
import { Masked, ShareBar } from '@/house/marks';
import { useInnerPages } from '@/house/paged';
import { Empty, Loaded } from '@/house/states';
import { DismissDialog } from './dismiss';

export function FindingTab({ id }: { id: string }) {
  const { t } = useTranslation();
  const word = useWord();
  const can = useCan();
  const pages = useInnerPages('/assets/{id}/findings', { path: { id } });
  const [chosen, setChosen] = useState<{ id: string; name: string; dismissed: boolean } | null>(null);
  return (
    <>
      <Loaded query={pages.query}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty small title={t('findings.empty')} />
          ) : (
            <>
              <table className="grid-table">
                <thead>
                  <tr><th>{t('assets.detector')}</th><th>{t('findings.sample')}</th><th>{t('findings.place')}</th><th>{t('fields.confidence')}</th>{can('assets.decide') && <th>{t('common.acts')}</th>}</tr>
                </thead>
                <tbody>
                  {data.items.map((finding) => (
                    <tr key={finding.id}>
                      <td>{word(finding.detector_name)}</td>
                      <td><Masked text={finding.sample} /></td>
                      <td className="break">{placeWithin(finding.place, finding.item)}<div className="secondary break">{finding.item}</div></td>
                      <td><ShareBar share={finding.confidence} /></td>
                      {can('assets.decide') && (
                        <td>
                          <button type="button" className="link-button" onClick={() => setChosen({ id: finding.id, name: `${word(finding.detector_name)} · ${placeWithin(finding.place, finding.item)}`, dismissed: finding.dismissed !== null })}>
                            {finding.dismissed !== null ? t('fields.restore') : t('fields.dismiss')}
                          </button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
              <InnerPager pages={pages} />
            </>
          )
        }
      </Loaded>
      <DismissDialog chosen={chosen} onClose={() => setChosen(null)} />
    </>
  );
}
