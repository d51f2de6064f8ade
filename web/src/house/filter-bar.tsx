// One row of filters over a list, bound to the URL. Further ones stay behind a button until they are wanted or in force.
import { Button, Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type BarProps = { children: ReactNode; more?: ReactNode; moreActive?: number; active: number; onReset: () => void };

export function FilterBar({ children, more, moreActive = 0, active, onReset }: BarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(moreActive > 0);
  return (
    <form className="filters no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      {children}
      {open && more}
      <div className="filters-end">
        {active > 0 && <Button onClick={onReset}>{t('filters.reset')}</Button>}
        {more && (
          <Button type="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('filters.less') : moreActive > 0 ? t('filters.moreActive', { n: moreActive }) : t('filters.more')}
          </Button>
        )}
      </div>
    </form>
  );
}

type TextProps = { id: string; label: string; value: string | undefined; onChange: (value: string | undefined) => void; placeholder?: string; width?: number };

// Sent on Enter, on the search button or on leaving the field: no request per key.
export function TextFilter({ id, label, value, onChange, placeholder, width = 220 }: TextProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const send = (now: string) => {
    const trimmed = now.trim();
    if (trimmed !== (value ?? '')) onChange(trimmed || undefined);
  };
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <Input.Search
        id={id}
        value={text}
        allowClear
        style={{ width }}
        {...(placeholder ? { placeholder } : {})}
        enterButton={false}
        aria-label={label || t('filters.search')}
        onChange={(event) => setText(event.target.value)}
        onSearch={send}
        onBlur={() => send(text)}
      />
    </div>
  );
}

type Option = { value: string; label: string };
type ListProps = { id: string; label: string; value: string[] | undefined; options: Option[]; onChange: (value: string[] | undefined) => void; onSearch?: (typed: string) => void; width?: number };

// `onSearch`: the options are those the node found for what is typed.
export function ListFilter({ id, label, value, options, onChange, onSearch, width = 190 }: ListProps) {
  const { t } = useTranslation();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width }}
        value={value ?? []}
        options={options}
        {...(onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' })}
        placeholder={t('filters.all')}
        onChange={(values: string[]) => onChange(values.length ? values : undefined)}
      />
    </div>
  );
}

type OneProps = { id: string; label: string; value: string | undefined; options: Option[]; onChange: (value: string | undefined) => void; width?: number };

export function OneFilter({ id, label, value, options, onChange, width = 180 }: OneProps) {
  const { t } = useTranslation();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        allowClear
        showSearch
        style={{ width }}
        value={value ?? null}
        options={options}
        optionFilterProp="label"
        placeholder={t('filters.all')}
        onChange={(one: string | null | undefined) => onChange(one ?? undefined)}
      />
    </div>
  );
}
