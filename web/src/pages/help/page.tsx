// The API, read from the description this node serves: operations by area, what each needs, takes and answers; reading ones can be tried.
import '@/i18n/operations';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, problemOf } from '@/api/problem';
import { DownloadButton } from '@/house/download';
import { FilterBar, TextFilter } from '@/house/filter-bar';
import { useListState, useOpened } from '@/house/list-state';
import { PageFrame, Panel } from '@/house/page';
import { Empty, Loaded } from '@/house/states';
import { matching, operationsOf, type Description, type Operation } from './description';
import { OperationDetail } from './operation';

const filters = { q: 'text' } as const;
const address = '/api/v1/openapi.json';

async function load(): Promise<Description> {
  try {
    const response = await fetch(address, { credentials: 'same-origin' });
    if (!response.ok) throw new ApiProblem(response.status, `http_${response.status}`);
    return (await response.json()) as Description;
  } catch (error) {
    throw problemOf(error);
  }
}

function Area({ tag, operations, description }: { tag: string; operations: Operation[]; description: Description }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useOpened('op');
  // A link to an operation shows it.
  useEffect(() => {
    if (open) document.getElementById(open)?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const words = (one: Operation) => (i18n.exists(`operations.${one.id}`) ? t(`operations.${one.id}`) : one.summary);
  return (
    <Panel title={i18n.exists(`apiAreas.${tag}`) ? t(`apiAreas.${tag}`) : tag} extra={t('apiHelp.count', { n: operations.length })} flush>
      {operations.map((one) => (
        <div key={one.id} className="operation" id={one.id}>
          <button type="button" className="operation-head" aria-expanded={open === one.id} onClick={() => setOpen(open === one.id ? null : one.id)}>
            <span className={`method method-${one.method.toLowerCase()}`}>{one.method}</span>
            <span className="mono break">{one.path}</span>
            <span className="operation-words">{words(one)}</span>
          </button>
          {open === one.id && <OperationDetail operation={one} description={description} />}
        </div>
      ))}
    </Panel>
  );
}

export default function ApiHelpPage() {
  const { t } = useTranslation();
  const list = useListState(filters);
  const query = useQuery<Description, ApiProblem>({ queryKey: [address], queryFn: load, staleTime: Infinity });
  return (
    <PageFrame title={t('apiHelp.title')} rule={t('apiHelp.rule')} actions={<DownloadButton address={address} name="openapi.json">{t('apiHelp.file')}</DownloadButton>}>
      <FilterBar active={list.active} onReset={list.reset}>
        <TextFilter id="h-q" label={t('filters.words')} value={list.filters.q} onChange={(q) => list.set({ q })} width={320} />
      </FilterBar>
      <Loaded query={query}>
        {(description) => {
          const found = matching(operationsOf(description), list.filters.q ?? '');
          const tags = [...new Set(found.map((one) => one.tag))];
          if (!found.length) return <Empty title={t('apiHelp.empty')} text={t('assets.emptyFilteredText')} />;
          return <>{tags.map((tag) => <Area key={tag} tag={tag} operations={found.filter((one) => one.tag === tag)} description={description} />)}</>;
        }}
      </Loaded>
    </PageFrame>
  );
}
