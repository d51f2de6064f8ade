// Makes src/api/schema.d.ts of docs/api/openapi.json; with --check only says whether the committed one is current.
import openapiTS, { astToString } from 'openapi-typescript';
import { readFileSync, writeFileSync } from 'node:fs';

const source = new URL('../../docs/api/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);
const head = '// Generated from docs/api/openapi.json by `npm run api`. Do not edit.\n';
const made = head + astToString(await openapiTS(source, { alphabetize: true }));
if (!process.argv.includes('--check')) {
  writeFileSync(target, made);
} else if (readFileSync(target, 'utf8') !== made) {
  console.error('src/api/schema.d.ts is not what docs/api/openapi.json gives: run `npm run api`');
  process.exit(1);
}
