// Why: the reason chain from bytes to clause, what was recognised, the data objects of the sector.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Asset } from '@/api/types';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { EvidenceCard } from '@/house/evidence-card';
import { formatCount } from '@/house/format';
import { VerifiedMark } from '@/house/marks';
import { Empty } from '@/house/states';

export function EvidenceTab({ asset }: { asset: Asset }) {
  const { t } = useTranslation();
  const word = useWord();
  const can = useCan();
  const rule = (id: string) => (can('packs.read') ? <Link to={`/rules?tab=rules&rule=${encodeURIComponent(id)}`}>{id}</Link> : id);
  if (!asset.reasons.length && !asset.detectors.length) return <Empty small title={t('assets.noEvidence')} text={t('assets.noEvidenceText')} />;
  return (
    <>
      {asset.reasons.map((reason, n) => (
        <EvidenceCard key={`${reason.rule}-${n}`} head={reason.rule === 'precedent' ? t('assets.precedent') : <>{t('assets.ruleHead')} <span className="mono">{rule(reason.rule)}</span></>} side={<><span className="secondary">{reason.pack}</span> <VerifiedMark verified={reason.verified} /></>}>
          <div>{word(reason.text)}</div>
          {reason.basis && <div className="secondary">{t('assets.basis', { basis: reason.basis })}</div>}
        </EvidenceCard>
      ))}
      {asset.precedent && <p className="form-note"><Link to={`/assets?tab=all&asset=${encodeURIComponent(asset.precedent)}`}>{t('assets.toPrecedent')}</Link></p>}
      {asset.objects.map((object) => (
        <EvidenceCard key={object.id} head={t('assets.object', { name: word(object.name) })} side={<span className="mono">{object.id}</span>}>
          {object.raises.length > 0 && <div>{t('assets.raises', { what: object.raises.join('; ') })}</div>}
          {object.lowers.length > 0 && <div>{t('assets.lowers', { what: object.lowers.join('; ') })}</div>}
          <div className="secondary">{t('assets.basis', { basis: object.basis })}</div>
        </EvidenceCard>
      ))}
      {asset.detectors.length > 0 && (
        <EvidenceCard head={t('assets.detectors')} side={t('assets.kinds', { n: asset.detectors.length })}>
          <table className="grid-table">
            <thead>
              <tr><th>{t('assets.detector')}</th><th>{t('assets.found')}</th><th>{t('assets.distinct')}</th><th>{t('assets.where')}</th></tr>
            </thead>
            <tbody>
              {asset.detectors.map((fact) => (
                <tr key={fact.detector}>
                  <td>
                    {word(fact.name)} {fact.personal && <span className="mark mark-info">{t('assets.personal')}</span>} {fact.secret && <span className="mark mark-bad">{t('assets.secret')}</span>}
                    <div className="secondary mono">{fact.detector}</div>
                  </td>
                  <td className="right">{formatCount(fact.found)}</td>
                  <td className="right">{formatCount(fact.distinct)}</td>
                  <td>{fact.in_column ? t('assets.inColumn') : t('assets.inText')}{fact.masked_only && <div className="secondary">{t('assets.maskedOnly')}</div>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </EvidenceCard>
      )}
      {asset.sector_evidence.length > 0 && (
        <EvidenceCard head={t('assets.sectorEvidence')} side={asset.sector ?? ''}>
          <div className="break">{asset.sector_evidence.join(' · ')}</div>
        </EvidenceCard>
      )}
      <p className="form-note">{t('assets.notStored')}</p>
    </>
  );
}
