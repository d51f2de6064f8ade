import { describe, expect, it } from 'vitest';
import { isPlain, moved, orderedKeys, plainView, readView, shownKeys, toggled, withWidth, writeView } from './table-view';

const keys = ['name', 'source', 'grade', 'why'];

describe('readView and writeView', () => {
  it('give back what was written', () => {
    const view = { order: ['grade', 'name', 'why', 'source'], hidden: ['why'], widths: { name: 260 }, density: 'compact' as const };
    expect(writeView('assets', view)).toBe('assets:grade,name~260,-why,source;compact');
    expect(readView('assets', writeView('assets', view))).toEqual(view);
  });
  it('keep the order open where none was chosen', () => {
    const view = { ...plainView, hidden: ['why'], widths: { name: 100 } };
    expect(readView('assets', writeView('assets', view))).toEqual(view);
  });
  it('take nothing of another table or of nonsense', () => {
    expect(readView('sources', 'assets:name')).toBeNull();
    expect(readView('assets', null)).toBeNull();
    expect(readView('assets', '<script>')).toBeNull();
    expect(readView('assets', 'assets:na me,name~99999,name~5,name')).toEqual({ ...plainView, order: ['name'], widths: { name: 60 } });
  });
});

describe('the columns of a view', () => {
  it('keep the first column and leave out what is hidden', () => {
    expect(shownKeys(keys, { ...plainView, hidden: ['name', 'why'] })).toEqual(['name', 'source', 'grade']);
  });
  it('put a column the view does not know behind its neighbour', () => {
    expect(orderedKeys(keys, { ...plainView, order: ['why', 'name'] })).toEqual(['why', 'name', 'source', 'grade']);
  });
  it('move, widen and hide, and are plain again afterwards', () => {
    const view = moved(keys, plainView, 'grade', -1);
    expect(orderedKeys(keys, view)).toEqual(['name', 'grade', 'source', 'why']);
    expect(moved(keys, plainView, 'name', -1)).toEqual(plainView);
    expect(isPlain(toggled(toggled(plainView, 'why'), 'why'))).toBe(true);
    expect(isPlain(withWidth(withWidth(plainView, 'why', 300), 'why', null))).toBe(true);
    expect(withWidth(plainView, 'why', 5).widths).toEqual({ why: 60 });
  });
});
