/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressOf, limitsText, matching, operationsOf, typeText, type Description } from './description';

const file = JSON.parse(readFileSync(new URL('../../../../docs/api/openapi.json', import.meta.url), 'utf8')) as Description;
const all = operationsOf(file);

describe('operationsOf', () => {
  it('lists every operation of the description once, with a tag and an answer', () => {
    const counted = Object.values(file.paths).flatMap((item) => Object.keys(item)).length;
    expect(all.length).toBe(counted);
    expect(new Set(all.map((one) => one.id)).size).toBe(counted);
    expect(all.filter((one) => !one.tag || one.answers.length === 0)).toEqual([]);
  });
  it('holds shared parameters as if they stood in the operation', () => {
    expect(all.find((one) => one.id === 'listAssets')?.parameters.map((one) => one.name)).toContain('fields');
    expect(all.flatMap((one) => one.parameters).filter((one) => !one.name || !one.schema)).toEqual([]);
  });
  it('is found by id, path and permission', () => {
    expect(matching(all, 'listassets').map((one) => one.id)).toEqual(['listAssets']);
    expect(matching(all, 'audit.read').every((one) => one.permission === 'audit.read')).toBe(true);
    expect(matching(all, 'no such thing')).toEqual([]);
  });
});

describe('typeText', () => {
  it('words references, lists, choices and formats', () => {
    expect(typeText({ $ref: '#/components/schemas/GradeCode' })).toBe('GradeCode');
    expect(typeText({ type: 'array', items: { type: 'string' } })).toBe('string[]');
    expect(typeText({ anyOf: [{ $ref: '#/x/Bilingual' }, { type: 'null' }] })).toBe('Bilingual | null');
    expect(typeText({ type: ['string', 'null'], format: 'date-time' })).toBe('string | null (date-time)');
    expect(limitsText({ type: 'integer', minimum: 1, maximum: 200 })).toBe('≥ 1, ≤ 200');
  });
});

describe('addressOf', () => {
  it('fills in the path and refuses while a needed value is missing', () => {
    const one = all.find(({ id }) => id === 'getAsset')!;
    expect(addressOf('/api/v1', one, {})).toBeNull();
    expect(addressOf('/api/v1', one, { id: 'A-1/2' })).toBe('/api/v1/assets/A-1%2F2');
    const list = all.find(({ id }) => id === 'listAssets')!;
    expect(addressOf('/api/v1', list, { q: '高炉 1', limit: ' ' })).toBe('/api/v1/assets?q=%E9%AB%98%E7%82%89+1');
  });
});
