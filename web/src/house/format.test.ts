import { describe, expect, it } from 'vitest';
import { dayEnd, dayStart, formatBytes, formatCount, formatDate, formatDuration, formatPercent, formatSeconds, formatShort, formatTime, isoTimeText, none } from './format';

describe('times', () => {
  it('are shown in China time, 24 hours', () => {
    expect(formatTime('2026-11-22T05:40:00Z')).toBe('2026-11-22 13:40');
    expect(formatSeconds('2026-11-22T16:00:07.123Z')).toBe('2026-11-23 00:00:07');
    expect(formatDate('2026-12-31T18:00:00Z')).toBe('2027-01-01');
  });
  it('are a dash where there is none or it is no time', () => {
    expect([formatTime(null), formatTime(undefined), formatTime(''), formatTime('x')]).toEqual([none, none, none, none]);
  });
  it('leave out the year where it is this one', () => {
    const now = new Date('2026-11-23T00:00:00Z');
    expect(formatShort('2026-11-22T05:40:00Z', now)).toBe('11-22 13:40');
    expect(formatShort('2025-11-22T05:40:00Z', now)).toBe('2025-11-22 13:40');
  });
  it('of problem parameters become readable, other values stay', () => {
    expect(isoTimeText('2026-11-22T05:40:00Z')).toBe('2026-11-22 13:40:00');
    expect([isoTimeText('chen'), isoTimeText(3), isoTimeText(null)]).toEqual(['chen', '3', 'null']);
  });
  it('of a chosen day are its bounds in China', () => {
    expect([dayStart('2026-11-22'), dayEnd('2026-11-22')]).toEqual(['2026-11-21T16:00:00.000Z', '2026-11-22T15:59:59.999Z']);
  });
});

describe('numbers', () => {
  it('have thousands separators', () => {
    expect([0, 999, 1000, 1286402, 9204118560].map(formatCount)).toEqual(['0', '999', '1,000', '1,286,402', '9,204,118,560']);
  });
  it('of bytes carry binary units', () => {
    expect([0, 1023, 1024, 10 * 1024, 1536 * 1024 * 1024].map(formatBytes)).toEqual(['0 B', '1023 B', '1.0 KiB', '10 KiB', '1.5 GiB']);
  });
  it('of shares tell little from nothing', () => {
    expect([0, 0.001, 0.42, 1].map(formatPercent)).toEqual(['0%', '<1%', '42%', '100%']);
  });
  it('of seconds are readable', () => {
    expect([0.34, 59, 61, 3700].map(formatDuration)).toEqual(['0.3 s', '59 s', '1 min 1 s', '1 h 1 min']);
  });
});
