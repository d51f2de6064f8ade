// What comes out of a printer: A4 pages of the asset list, one asset's evidence, the catalog and the reports. A head, page numbers, no menu and no
// buttons, nothing cut at the edge, masked values only. Read back with poppler.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { administrators } from './lib/api.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));
const pictures = process.env.PICTURES ?? 'build/web-pictures';
const a4 = { width: 595, height: 842 }; // points
const margin = 30; // points left and right that stay white; the margins are 14 mm = 39.7

const text = (file, ...options) => execFileSync('pdftotext', [...options, file, '-'], { encoding: 'utf8', maxBuffer: 64 << 20 });

// Words with their boxes, page by page.
function words(file) {
  return text(file, '-bbox').split('<page ').slice(1).map((page) => ({
    width: Number(/width="([\d.]+)"/.exec(page)[1]),
    height: Number(/height="([\d.]+)"/.exec(page)[1]),
    words: [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)].map(([, x0, y0, x1, y1, word]) => ({ x0: +x0, y0: +y0, x1: +x1, y1: +y1, word })),
  }));
}

// Every cell as one text without blanks: a word broken over two lines in a narrow column is still that word.
const plain = (value) => value.replace(/\s+/g, '');

// Ids and numbers out of the raw files: values of the evidence that must not be on paper.
function rawValues(folder, found = new Set()) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) rawValues(path, found);
    else if (/\.(csv|txt|sql|json|xml)$/.test(name)) for (const [value] of readFileSync(path, 'utf8').matchAll(/(?<!\d)(?:\d{17}[\dX]|1[3-9]\d{9}|62\d{14,17})(?!\d)/g)) found.add(value);
  }
  return found;
}

async function print(visitor, path, name) {
  await visitor.go(path);
  mkdirSync(pictures, { recursive: true });
  const file = `${pictures}/print-${name}.pdf`;
  await visitor.page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  return file;
}

function inspect({ file, name, wanted, check }) {
  const pages = words(file);
  const all = plain(text(file));
  pages.forEach((page, n) => {
    check(Math.abs(page.width - a4.width) < 3 && Math.abs(page.height - a4.height) < 3, `${name}: page ${n + 1} is ${page.width} × ${page.height}, not A4`);
    const beyond = page.words.filter(({ x0, x1 }) => x0 < margin || x1 > page.width - margin);
    check(beyond.length === 0, `${name}: page ${n + 1} is cut at the edge: ${beyond.slice(0, 4).map(({ word }) => word).join(' ')}`);
    const foot = page.words.filter(({ y0 }) => y0 > page.height - 50).map(({ word }) => word).join('');
    check(foot.includes(`${n + 1}/${pages.length}`), `${name}: page ${n + 1} of ${pages.length} has no number ("${foot}")`);
    check(page.words.length > 5, `${name}: page ${n + 1} is empty`);
  });
  for (const piece of ['工盾工业数据安全平台', '示例钢铁有限公司', '陈立新打印于', '北京时间', ...wanted]) check(all.includes(plain(piece)), `${name}: "${piece}" is missing`);
  for (const piece of ['退出登录', '重置', '导出Excel', '更多条件', '摸清家底', '下一页', '添加数据源', '关闭']) check(!all.includes(piece), `${name}: "${piece}" was printed`);
  return { pages, all };
}

await run('print', async ({ server, visit, check, step }) => {
  const { officer } = await administrators(server);
  await officer.scan(factory, '示例工厂');
  await officer.job(await officer.do('POST', '/reports', { lang: 'zh' }));
  const asset = (await officer.do('GET', '/assets?grade=important&limit=1')).items[0];
  const personal = (await officer.do('GET', '/assets?detector=cn.resident_id&limit=1')).items[0];
  const raw = rawValues(factory);
  check(raw.size > 50, `only ${raw.size} raw values to look for`);
  const seen = [];
  for (const dark of [false, true]) {
    const visitor = await (await visit({ dark })).enter(officer);
    const suffix = dark ? '-dark' : '';
    const one = async (path, name, wanted) => {
      step(name + suffix);
      const file = await print(visitor, path, name + suffix);
      const result = inspect({ file, name: name + suffix, wanted, check });
      seen.push(result.all);
      return { file, ...result };
    };
    const list = await one('/assets?tab=all&size=50', 'assets', ['数据资产与分类分级', '资产名称/编号', '数据源', '分类', '建议级别', '主要理由', '规模', '状态', asset.id, '本页50条', '共159条']);
    check(list.pages.length >= 2, 'assets: fifty rows on one page');
    for (const page of list.pages.slice(1)) check(plain(page.words.map(({ word }) => word).join('')).includes('资产名称'), 'assets: a later page lacks the head of the table');
    await one('/catalog', 'catalog', ['重要数据目录', '候选', '数据级别', '存放位置', '涉及人数', asset.id]);
    await one('/reports', 'reports', ['报告', '文件', 'PDF', 'SM3']);
    await one(`/assets?tab=all&asset=${asset.id}`, 'evidence', [asset.id, '现行级别', '识别证据', '依据：']);
    const fields = await one(`/assets?tab=all&asset=${personal.id}&view=fields`, 'fields', [personal.id, '居民身份证号']);
    check(!fields.all.includes('主要理由'), 'fields: the list under the drawer was printed');
    if (dark) {
      // Paper is white whatever the screen is.
      const corner = execFileSync('pdftoppm', ['-r', '20', '-f', '1', '-l', '1', list.file], { maxBuffer: 64 << 20 });
      const bytes = corner.subarray(corner.length - 3 * 200 * 100);
      const bright = bytes.reduce((sum, byte) => sum + (byte > 200 ? 1 : 0), 0) / bytes.length;
      check(bright > 0.7, `a dark screen prints dark paper (${Math.round(bright * 100)} % bright)`);
    }
    await visitor.close();
  }
  const leaked = [...raw].filter((value) => seen.some((page) => page.includes(value)));
  check(leaked.length === 0, `${leaked.length} raw values were printed`);
});
