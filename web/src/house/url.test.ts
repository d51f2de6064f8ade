import { describe, expect, it } from 'vitest';
import { readFilters, readPlace, safeReturn, writeFilters, writePage } from './url';

const spec = { q: 'text', grade: 'list', personal: 'flag' } as const;
const from = (text: string) => new URLSearchParams(text);

describe('readFilters', () => {
  it('reads each kind and leaves out what is not there', () => {
    expect(readFilters(spec, from('q=%E9%AB%98%E7%82%89&grade=core,important&personal=1&other=x'))).toEqual({ q: '高炉', grade: ['core', 'important'], personal: true });
    expect(readFilters(spec, from('q=&grade=&personal=0'))).toEqual({});
  });
  it('drops doubles and empty values of a list', () => {
    expect(readFilters(spec, from('grade=core,,core'))).toEqual({ grade: ['core'] });
  });
});

describe('writeFilters', () => {
  it('gives back what it was given', () => {
    const values = { q: '高炉 & 转炉', grade: ['core', 'general-1'], personal: true };
    expect(readFilters(spec, from(writeFilters(from(''), values).toString()))).toEqual(values);
  });
  it('goes back to the first page and keeps what it was not told about', () => {
    expect(writeFilters(from('page=3&cursor=abc&asset=A-1&q=x'), { q: undefined }).toString()).toBe('asset=A-1');
  });
});

describe('readPlace', () => {
  it('reads page, cursor, size and sort', () => {
    expect(readPlace(from('page=2&cursor=abc&size=50&sort=-rows'))).toEqual({ page: 2, cursor: 'abc', limit: 50, sort: '-rows' });
  });
  it('takes no page without a cursor and no size of its own making', () => {
    expect(readPlace(from('page=7&size=100000'))).toEqual({ page: 1, cursor: undefined, limit: 20, sort: undefined });
  });
});

describe('writePage', () => {
  it('goes on and back', () => {
    const second = writePage(from('q=x'), 2, 'abc');
    expect(readPlace(second)).toMatchObject({ page: 2, cursor: 'abc' });
    expect(writePage(second, 1, undefined).toString()).toBe('q=x');
  });
});

describe('safeReturn', () => {
  it.each([
    ['/assets?tab=all', '/assets?tab=all'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https:evil', '/'],
    ['/login?next=/login', '/'],
    [null, '/'],
  ])('%s -> %s', (target, expected) => expect(safeReturn(target)).toBe(expected));
});
