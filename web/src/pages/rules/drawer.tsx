// One rule in readable parts.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '@/api/hooks';
import { useCan } from '@/app/session';
import { useWord } from '@/house/bilingual';
import { DetailDrawer } from '@/house/drawer';
import { EvidenceCard } from '@/house/evidence-card';
import { formatCount, formatDate } from '@/house/format';
import { useOpened } from '@/house/list-state';
import { VerifiedMark } from '@/house/marks';
import { KeyValues } from '@/house/page';
import { Loaded } from '@/house/states';

export function RuleDrawer() {
  const { t } = useTranslation();
  const word = useWord();
  const can = useCan();
  const [id, open] = useOpened('rule');
  const rule = useGet('/rules/{id}', { path: { id: id ?? '' } }, { enabled: id !== null });
  return (
    <DetailDrawer open={id !== null} title={rule.data ? word(rule.data.name) || rule.data.id : (id ?? '')} onClose={() => open(null)}>
      <Loaded query={rule}>
        {(data) => (
          <>
            <KeyValues
              pairs={[
                [t('rules.id'), <span className="mono">{data.id}</span>],
                [t('rules.kind'), t(`ruleKinds.${data.kind}`)],
                [t('rules.pack'), data.pack],
                [t('rules.file'), <span className="mono">{data.file}:{data.line}</span>],
                [t('rules.verified'), <><VerifiedMark verified={data.verified} /> {t(`verified.${data.verified}`)}</>],
                [t('rules.effective'), data.effective_from ? `${formatDate(data.effective_from)} – ${formatDate(data.effective_to)}` : t('common.none')],
                [t('rules.basis'), data.basis || t('common.none')],
              ]}
            />
            <p className="form-note">
              {data.assets > 0 && can('assets.read') ? <Link to={`/assets?tab=all&rule=${encodeURIComponent(data.id)}`}>{t('rules.assets', { n: formatCount(data.assets) })}</Link> : t('rules.assets', { n: formatCount(data.assets) })}
            </p>
            {data.facts.map((fact, n) => (
              <EvidenceCard key={n} head={word(fact.name)} side={fact.values.length > 1 ? formatCount(fact.values.length) : ''}>
                <div className="break">{fact.values.join(' · ')}</div>
              </EvidenceCard>
            ))}
          </>
        )}
      </Loaded>
    </DetailDrawer>
  );
}
