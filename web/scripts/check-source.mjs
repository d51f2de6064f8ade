// What the old browsers lack, and habits: no such call or CSS in src/, no file over 300 lines.
import { readFileSync } from 'node:fs';
import { files } from './files.mjs';

const src = new URL('../src/', import.meta.url).pathname;
const script = [
  [/\bstructuredClone\(/, 'structuredClone needs Chromium 98'],
  [/\.replaceAll\(/, 'replaceAll needs 85'],
  [/\.at\(-?\d/, 'Array.at needs 92'],
  [/randomUUID/, 'crypto.randomUUID needs 92 and https'],
  [/Object\.hasOwn\(/, 'Object.hasOwn needs 93'],
  [/\.toSorted\(|\.toReversed\(|\.findLast\(/, 'needs 97 and later'],
  [/Promise\.any\(|AbortSignal\.timeout/, 'needs 85 and later'],
  [/dangerouslySetInnerHTML|\beval\(|new Function\(/, 'no markup or code from strings'],
  [/https?:\/\//, 'no foreign address'],
  [/\bLoginOutlined\b/, 'its drawing holds a style element, which the policy refuses'],
];
const style = [
  [/:has\(|@layer|color-mix\(|@container/, 'needs Chromium 99 and later'],
  [/(^|[\s;{])inset\s*:/, 'inset needs 87'],
  [/:is\(|:where\(/, 'needs 88'],
  [/aspect-ratio\s*:/, 'needs 88'],
  [/^\s*&/m, 'nesting needs 112'],
];
const faults = [];
for (const path of files(src)) {
  if (path.endsWith('.d.ts') || !/\.(tsx?|css)$/.test(path)) continue;
  const text = readFileSync(src + path, 'utf8');
  const lines = text.split('\n');
  if (lines.length > 300) faults.push(`${path}: ${lines.length} lines`);
  lines.forEach((line, n) => {
    for (const [pattern, why] of path.endsWith('.css') ? style : script) if (pattern.test(line)) faults.push(`${path}:${n + 1}: ${why}`);
  });
}
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
