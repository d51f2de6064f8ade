// Choosing the columns of a table: shown or not, earlier or later, how wide, how dense; as a link for others; back to how it was.
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Copyable } from './copy';
import { isPlain, moved, narrowest, orderedKeys, plainView, toggled, widest, withWidth } from './table-view';
import type { ViewChoice } from './use-table-view';

type Props = { choice: ViewChoice; columns: { key: string; title: string }[]; onClose: () => void };

export default function ViewPanel({ choice, columns, onClose }: Props) {
  const { t } = useTranslation();
  const { view, set } = choice;
  const box = useRef<HTMLDivElement>(null);
  const keys = columns.map((column) => column.key);
  const titles = new Map(columns.map((column) => [column.key, column.title]));
  const order = orderedKeys(keys, view);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([disabled])')?.focus();
    const outside = (event: MouseEvent) => {
      const target = event.target as HTMLElement;
      if (!box.current?.parentElement?.contains(target)) onClose();
    };
    document.addEventListener('mousedown', outside);
    return () => document.removeEventListener('mousedown', outside);
    // Once, when it opens.
    // eslint-disable-next-line
  }, []);
  return (
    <div
      className="view-panel"
      role="dialog"
      aria-label={t('view.title')}
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {choice.fromLink && <p className="form-note">{t('view.fromLink')}</p>}
      <table>
        <thead>
          <tr><th scope="col">{t('view.column')}</th><th scope="col">{t('view.width')}</th><th scope="col">{t('view.order')}</th></tr>
        </thead>
        <tbody>
          {order.map((key, n) => {
            const title = titles.get(key) ?? key;
            return (
              <tr key={key}>
                <td>
                  <label>
                    <input type="checkbox" checked={key === keys[0] || !view.hidden.includes(key)} disabled={key === keys[0]} onChange={() => set(toggled(view, key))} /> {title}
                  </label>
                </td>
                <td>
                  <input
                    type="number"
                    min={narrowest}
                    max={widest}
                    step={10}
                    aria-label={t('view.widthOf', { name: title })}
                    placeholder={t('view.auto')}
                    defaultValue={view.widths[key] ?? ''}
                    key={view.widths[key] ?? 'auto'}
                    onBlur={(event) => set(withWidth(view, key, event.target.value === '' ? null : Number(event.target.value)))}
                    onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
                  />
                </td>
                <td className="nowrap">
                  <button type="button" disabled={n === 0} aria-label={t('view.earlier', { name: title })} onClick={() => set(moved(keys, view, key, -1))}><ArrowUpOutlined /></button>
                  <button type="button" disabled={n === order.length - 1} aria-label={t('view.later', { name: title })} onClick={() => set(moved(keys, view, key, 1))}><ArrowDownOutlined /></button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="view-row" role="group" aria-label={t('view.density')}>
        <span>{t('view.density')}</span>
        {(['normal', 'compact'] as const).map((density) => (
          <label key={density}>
            <input type="radio" name="density" checked={view.density === density} onChange={() => set({ ...view, density })} /> {t(`view.densities.${density}`)}
          </label>
        ))}
      </div>
      <div className="view-row view-link"><Copyable text={choice.link()} label={t('view.link')} /></div>
      <div className="view-row">
        <button type="button" className="link-button" disabled={isPlain(view) && !choice.fromLink} onClick={() => set(plainView)}>{t('view.reset')}</button>
        <button type="button" className="link-button" style={{ marginLeft: 'auto' }} onClick={onClose}>{t('common.close')}</button>
      </div>
    </div>
  );
}
