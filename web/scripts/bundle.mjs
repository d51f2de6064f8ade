// Writes dist/console.bundle, the one file the server embeds: a line "GDCONSOLE 1 <n>", n lines
// "<path> <content-type> <gzip|identity> <byte count> <sha256 of the stored bytes>", then the stored bytes in that order.
// The same input gives the same bytes: zlib writes no time into its header.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { files } from './files.mjs';

const types = {
  html: 'text/html;charset=utf-8',
  js: 'text/javascript;charset=utf-8',
  css: 'text/css;charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  png: 'image/png',
  woff2: 'font/woff2',
};
const dist = new URL('../dist/', import.meta.url).pathname;

const stored = files(dist)
  .filter((path) => path !== 'console.bundle')
  .map((path) => {
    const type = types[path.split('.').pop()];
    if (!type || /\s/.test(path)) throw new Error(`no content type, or a space in the name: ${path}`);
    const raw = readFileSync(dist + path);
    const packed = gzipSync(raw, { level: 9 });
    packed[9] = 255; // the operating system in the gzip header: unknown
    // The server writes the nonce into index.html, so that one stays as it is.
    const shrinks = path !== 'index.html' && packed.length < raw.length;
    return { path, type, encoding: shrinks ? 'gzip' : 'identity', bytes: shrinks ? packed : raw };
  });
const lines = stored.map(({ path, type, encoding, bytes }) => {
  const digest = createHash('sha256').update(bytes).digest('hex');
  return `/${path} ${type} ${encoding} ${bytes.length} ${digest}\n`;
});
const head = Buffer.from(`GDCONSOLE 1 ${stored.length}\n${lines.join('')}`);
const all = Buffer.concat([head, ...stored.map((file) => file.bytes)]);
writeFileSync(dist + 'console.bundle', all);
console.log(`console.bundle: ${stored.length} files, ${all.length} bytes`);
