// The size budgets: entry route, single chunks, everything together. Counted as the server sends it (gzip -9).
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { files } from './files.mjs';

const KB = 1024;
const budget = { entry: 450 * KB, chunk: 130 * KB, echarts: 260 * KB, all: 6 * 1024 * KB };
const dist = new URL('../dist/', import.meta.url).pathname;

const packed = (path) => gzipSync(readFileSync(dist + path), { level: 9 }).length;
const scripts = files(dist).filter((path) => /\.(js|css)$/.test(path));
const sizes = new Map(scripts.map((path) => [path, packed(path)]));

// What index.html names, and what those chunks import at once (static imports), is the entry; the asset page comes on top.
function closure(start) {
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path) || !sizes.has(path)) return;
    seen.add(path);
    const text = readFileSync(dist + path, 'utf8');
    for (const [, name] of text.matchAll(/(?:import|from)\s*["']\.\/([^"']+)["']/g)) visit(`assets/${name}`);
  };
  start.forEach(visit);
  return seen;
}
const html = readFileSync(dist + 'index.html', 'utf8');
const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((hit) => hit[1]);
const sum = (paths) => [...paths].reduce((total, path) => total + (sizes.get(path) ?? 0), 0);

const failures = [];
const check = (what, value, limit) => {
  console.log(`${what}: ${(value / KB).toFixed(1)} KiB of ${(limit / KB).toFixed(0)}`);
  if (value > limit) failures.push(what);
};
const pages = scripts.filter((path) => /assets\/page-[^/]+\.js$/.test(path));
check('entry', sum(closure(named)), budget.entry);
for (const page of pages) check(`entry + ${page}`, sum(closure([...named, page])), budget.entry);
for (const [path, size] of sizes) {
  const limit = /echarts/.test(path) ? budget.echarts : budget.chunk;
  if (size > 40 * KB) check(path, size, limit);
}
check('everything stored', files(dist).filter((path) => path !== 'console.bundle').reduce((total, path) => total + statSync(dist + path).size, 0), budget.all);
if (failures.length) {
  console.error(`over budget: ${failures.join(', ')}`);
  process.exit(1);
}
