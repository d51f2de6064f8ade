// Fails on a key missing in Chinese or English, on different {{parameters}}, on a literal t('…') key nobody words, on Han text outside the resources.
import { readdirSync, readFileSync } from 'node:fs';
import { files } from './files.mjs';

const src = new URL('../src/', import.meta.url).pathname;
const faults = [];

function flatten(value, prefix, into) {
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof inner === 'string') into.set(path, inner);
    else flatten(inner, path, into);
  }
  return into;
}
function load(lang) {
  const all = new Map();
  for (const name of readdirSync(`${src}i18n/${lang}`).sort()) {
    if (!name.endsWith('.json')) continue;
    flatten(JSON.parse(readFileSync(`${src}i18n/${lang}/${name}`, 'utf8')), name.slice(0, -5), all);
  }
  return all;
}
const zh = load('zh'), en = load('en');
const parameters = (text) => [...text.matchAll(/{{\s*(\w+)/g)].map((hit) => hit[1]).sort().join();
for (const [key, text] of zh) {
  if (!en.has(key)) faults.push(`en misses ${key}`);
  else if (parameters(text) !== parameters(en.get(key))) faults.push(`${key}: different parameters`);
  if (text.trim() === "") faults.push(`zh ${key} is empty`);
}
for (const [key, text] of en) {
  if (!zh.has(key)) faults.push(`zh misses ${key}`);
  if (/\p{Script=Han}/u.test(text) && key !== 'common.toChinese') faults.push(`en ${key} holds Han text`);
}
const prefixes = new Set([...zh.keys()].flatMap((key) => key.split('.').map((_, n, parts) => parts.slice(0, n + 1).join('.'))));
for (const path of files(src)) {
  if (!/\.tsx?$/.test(path) || path.endsWith('.d.ts') || path.endsWith('.test.ts')) continue;
  const text = readFileSync(src + path, 'utf8');
  text.split('\n').forEach((line, n) => {
    if (/\p{Script=Han}/u.test(line)) faults.push(`${path}:${n + 1}: Han text outside the resources`);
  });
  for (const [, key] of text.matchAll(/\bt\(\s*'([^']+)'/g)) if (!zh.has(key)) faults.push(`${path}: nobody words ${key}`);
  // Keys made of a fixed beginning and a value: the beginning must exist.
  for (const [, key] of text.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)) if (!prefixes.has(key)) faults.push(`${path}: nobody words ${key}.*`);
}
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`i18n: ${zh.size} keys in zh and en`);
