// Assets, columns, rules and clauses by words.
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useGet } from '@/api/hooks';
import type { Schemas } from '@/api/types';
import { useCan } from '@/app/session';
import { Hits } from '@/house/hits';
import { GradeTag } from '@/house/marks';
import { PageFrame, Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';

type Result = Schemas['SearchResult'];
const kinds = ['asset', 'column', 'rule', 'clause'] as const;
const ofRules = (kind: Result['kind']) => kind === 'rule' || kind === 'clause';

// A column's result opens the asset that holds it.
function addressOf(result: Result): string {
  if (result.kind === 'clause') return `/rules?tab=rules&basis=${encodeURIComponent(result.id)}`;
  if (result.kind === 'rule') return `/rules?tab=rules&rule=${encodeURIComponent(result.id)}`;
  return `/assets?tab=all&asset=${encodeURIComponent(result.id)}${result.kind === 'column' ? '&view=fields' : ''}`;
}

export default function SearchPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [search] = useSearchParams();
  const q = search.get('q') ?? '';
  const found = useGet('/search', { query: { q } }, { enabled: q !== '', keep: true });
  if (!q) return <PageFrame title={t('search.title')}><Panel><Empty title={t('search.start')} text={t('shell.searchHint')} /></Panel></PageFrame>;
  return (
    <PageFrame title={t('search.titleFor', { q })}>
      <Loaded query={found}>
        {(data) => (
          <>
            {data.items.length === 0 && <Panel><Empty title={t('search.nothing')} text={t('search.nothingText')} /></Panel>}
            {kinds.map((kind) => {
              const items = data.items.filter((item) => item.kind === kind);
              if (!items.length) return null;
              const all = ofRules(kind) ? `/rules?tab=rules&q=${encodeURIComponent(q)}` : `/assets?tab=all&q=${encodeURIComponent(q)}`;
              return (
                <Panel key={kind} title={t(`search.kinds.${kind}`)} extra={(!ofRules(kind) || can('packs.read')) && <Link to={all}>{t('search.all')}</Link>}>
                  {items.map((item, n) => (
                    <div className="todo" key={`${item.id}-${n}`}>
                      <span className="grow"><Link to={addressOf(item)}><Hits text={item.title} words={q} /></Link><div className="secondary break"><Hits text={item.text} words={q} /></div></span>
                      {item.grade && <GradeTag grade={item.grade} />}
                    </div>
                  ))}
                </Panel>
              );
            })}
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}
