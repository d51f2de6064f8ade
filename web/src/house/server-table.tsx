// A table the server pages, sorts and filters. It never holds more than one page (at most 100 rows).
import { Button, Select, Table } from 'antd';
import type { ColumnType, TableProps } from 'antd/es/table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import type { Page } from '@/api/types';
import { formatCount } from './format';
import type { ListState } from './list-state';
import { ErrorState, Loading, Stale } from './states';
import { shownKeys, type TableView } from './table-view';
import { useTableView } from './use-table-view';
import { ViewButton } from './view-button';
import { pageSizes, type FilterSpec } from './url';

export type Column<T> = ColumnType<T>;
type Query<T> = { data?: Page<T> | undefined; error: ApiProblem | null; isFetching: boolean; isPlaceholderData: boolean; refetch: () => unknown };

type Props<T, S extends FilterSpec> = {
  name: string; // of the table, in kept views: letters, digits, -
  label: string;
  query: Query<T>;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  list?: ListState<S>;
  empty: ReactNode;
  selection?: TableProps<T>['rowSelection'];
  expand?: TableProps<T>['expandable'];
  width?: number; // columns then keep their widths; else they follow their content
};

export function ServerTable<T extends object, S extends FilterSpec>({ name, label, query, columns, rowKey, list, empty, selection, expand, width }: Props<T, S>) {
  const { t } = useTranslation();
  const choice = useTableView(name);
  const retry = () => void query.refetch();
  if (!query.data && query.error) {
    const away = list && list.place.page > 1;
    return <ErrorState problem={query.error} retry={retry} extra={away && <Button onClick={list.goFirst}>{t('table.first')}</Button>} />;
  }
  if (!query.data) return <Loading />;
  const { data } = query;
  if (data.items.length === 0 && (list?.place.page ?? 1) === 1) return <>{empty}</>;
  const shown = viewed(columns, choice.view);
  const titles = columns.map((column) => ({ key: String(column.key), title: typeof column.title === 'string' ? column.title : String(column.key) }));
  return (
    <div role="region" aria-label={label} className="server-table">
      <ViewButton choice={choice} columns={titles} />
      {query.error && <Stale retry={retry} />}
      <Table<T>
        columns={list ? sortable(shown, list.place.sort) : shown}
        size={choice.view.density === 'compact' ? 'small' : 'large'}
        dataSource={data.items}
        rowKey={rowKey}
        pagination={false}
        showSorterTooltip={false}
        loading={query.isPlaceholderData && query.isFetching}
        scroll={{ x: width ?? 'max-content' }}
        tableLayout={width === undefined ? 'auto' : 'fixed'}
        {...(selection ? { rowSelection: selection } : {})}
        {...(expand ? { expandable: expand } : {})}
        onChange={(_pages, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          const key = one?.columnKey;
          list?.setSort(one?.order ? `${one.order === 'descend' ? '-' : ''}${String(key)}` : undefined);
        }}
      />
      {list && <Pager list={list} data={data} />}
    </div>
  );
}

// A chosen width holds whatever the cells would like.
function viewed<T>(columns: Column<T>[], view: TableView): Column<T>[] {
  const byKey = new Map(columns.map((column) => [String(column.key), column]));
  return shownKeys([...byKey.keys()], view).map((key) => {
    const column = byKey.get(key)!;
    const width = view.widths[key];
    if (key === 'acts') return { ...column, className: 'no-print', ...(width === undefined ? {} : { width }) };
    return width === undefined ? column : { ...column, width, onCell: () => ({ className: 'cell-cut', style: { width, maxWidth: width } }) };
  });
}

function sortable<T>(columns: Column<T>[], sort: string | undefined): Column<T>[] {
  const by = sort?.replace(/^-/, '');
  return columns.map((column) =>
    column.sorter ? { ...column, sortOrder: column.key === by ? (sort?.startsWith('-') ? 'descend' : 'ascend') : null } : column,
  );
}

function Pager<T, S extends FilterSpec>({ list, data }: { list: ListState<S>; data: Page<T> }) {
  const { t } = useTranslation();
  const { page, limit } = list.place;
  const next = data.next;
  // Logs are paged without being counted: then only what is on the page is said.
  const counted = data.total_is_estimate ? t('table.onPage', { n: formatCount(data.items.length) }) : t('table.total', { total: formatCount(data.total) });
  const sizes = data.total > pageSizes[0] || limit > pageSizes[0] || next !== null;
  return (
    <nav className="pager" aria-label={t('table.pages')}>
      <span className="pager-count">{counted}{!data.total_is_estimate && data.items.length < data.total && <span className="print-only"> · {t('table.onPage', { n: formatCount(data.items.length) })}</span>}</span>
      {page > 2 && <Button className="no-print" onClick={list.goFirst}>{t('table.first')}</Button>}
      {page > 1 && <Button className="no-print" onClick={list.goBack}>{t('table.previous')}</Button>}
      {(page > 1 || next) && <span>{t('table.page', { page })}</span>}
      {next && <Button className="no-print" onClick={() => list.goNext(next)}>{t('table.next')}</Button>}
      {sizes && (
        <Select
          className="no-print"
          style={{ width: 116 }}
          aria-label={t('table.size')}
          value={limit}
          options={pageSizes.map((size) => ({ value: size, label: t('table.perPage', { size }) }))}
          onChange={list.setSize}
        />
      )}
    </nav>
  );
}
