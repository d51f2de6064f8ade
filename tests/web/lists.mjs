// Lists: what reload, back and a pasted link bring back (check 4); that tabs, figures, export and list agree (8); the keys; columns as one likes them;
// pictures with their table (12).
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { administrators, Caller, newPerson } from './lib/api.mjs';
import { axeFaults } from './lib/axe.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));
const count = (text) => Number(/\(?([\d,]+)\)?$/.exec(text.trim())[1].replace(/,/g, ''));

// What a reader sees of a list: rows, tab, filters, sort, page, drawer.
const seen = (page) =>
  page.evaluate(() => ({
    rows: [...document.querySelectorAll('.server-table .ant-table-row')].map((row) => row.innerText).join('|'),
    tab: document.querySelector('.tab-strip [aria-selected="true"]')?.textContent ?? '',
    drawer: document.querySelector('.ant-drawer .kv')?.innerText ?? '',
    pane: document.querySelector('.ant-drawer [role="tab"][aria-selected="true"]')?.textContent ?? '',
    sorted: [...document.querySelectorAll('th[aria-sort]')].map((head) => head.getAttribute('aria-sort') + head.textContent).join(),
    filters: [...document.querySelectorAll('.filters .ant-select-selection-item, .filters .ant-select-selection-item-content')].map((one) => one.textContent).join(),
    words: [...document.querySelectorAll('.filters input[type="text"], .filters input[type="search"]')].map((one) => one.value).join(),
    page: document.querySelector('.pager')?.innerText ?? '',
  }));
const same = (a, b) => Object.keys(a).filter((name) => a[name] !== b[name]);

async function addresses({ visitor, asset, check }) {
  const { page } = visitor;
  const places = [
    '/assets?tab=all&grade=important,general-2&sort=-rows&size=20', `/assets?tab=all&q=${encodeURIComponent('质量')}&asset=${asset}&view=fields`, '/catalog?grade=important&sort=name',
    '/sources?tab=scans', '/sources?tab=scans&scan=1', '/rules?tab=rules&kind=detector&q=id', '/people?tab=people&q=chen', '/flows?view=table', '/help/api?q=assets&op=getAsset', `/search?q=${encodeURIComponent('工艺')}`,
  ];
  for (const path of places) {
    await visitor.go(path);
    const before = await seen(page);
    await page.reload();
    await visitor.settle();
    if (/asset=|scan=/.test(path)) await page.locator('.ant-drawer .kv').waitFor();
    await visitor.settle();
    check(same(before, await seen(page)).length === 0, `${path}: reload changes ${same(before, await seen(page))}`);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.waitForFunction(() => !document.querySelector('.state .ant-spin, .ant-spin-spinning') && document.querySelector('h1'));
    if (/asset=|scan=/.test(path)) await other.locator('.ant-drawer .kv').waitFor();
    await other.waitForTimeout(500);
    check(same(before, await seen(other)).length === 0, `${path}: a pasted link changes ${same(before, await seen(other))}`);
    await other.close();
  }
  // Step by step, and back step by step.
  await visitor.go('/assets?tab=all');
  const steps = [await seen(page)];
  const step = async (act) => {
    await act();
    await visitor.settle();
    steps.push(await seen(page));
  };
  await step(() => page.getByRole('columnheader', { name: /规模/ }).click());
  await step(() => page.getByRole('button', { name: '下一页' }).click());
  await step(() => page.locator('.cell-link').first().click().then(() => page.locator('.ant-drawer .kv').waitFor()));
  await step(() => page.locator('.ant-drawer').getByRole('tab', { name: /载体/ }).click());
  for (let n = steps.length - 2; n >= 0; n -= 1) {
    await page.goBack();
    if (n > 0) await visitor.settle();
    await page.waitForTimeout(400);
    const now = await seen(page);
    const different = same(steps[n], now).filter((name) => !(name === 'pane' && !now.drawer));
    check(different.length === 0, `back to step ${n}: ${different.map((name) => `${name} "${now[name].slice(0, 60)}" instead of "${steps[n][name].slice(0, 60)}"`)}`);
  }
}

async function agreement({ visitor, officer, check }) {
  const { page } = visitor;
  await visitor.go('/assets?tab=all');
  const tab = async (name) => count(await page.locator('.tab-strip').getByRole('tab', { name }).innerText());
  const kpi = async (label) => Number((await page.locator('.kpi').filter({ has: page.getByText(label, { exact: true }) }).locator('strong').innerText()).replace(/,/g, ''));
  const listed = async () => Number(/共 ([\d,]+) 条/.exec(await page.locator('.pager').innerText())[1].replace(/,/g, ''));
  const all = await officer.do('GET', '/assets?limit=200');
  const everything = [...all.items];
  for (let next = all.next; next; ) {
    const more = await officer.do('GET', `/assets?limit=200&cursor=${next}`);
    everything.push(...more.items);
    next = more.next;
  }
  const of = (test) => everything.filter(test).length;
  const total = everything.length;
  const csv = async (filter = {}) => {
    const { id } = await officer.do('POST', '/exports/assets', { as: 'csv', lang: 'zh', filter });
    let job;
    do {
      await new Promise((done) => setTimeout(done, 200));
      job = await officer.do('GET', `/jobs/${id}`);
    } while (job.state === 'queued' || job.state === 'running');
    check(job.state === 'done', `the export is ${job.state}`);
    const { text } = await officer.ask('GET', `/jobs/${id}/files/assets.csv`);
    const rows = execFileSync('python3', ['-c', 'import csv, io, sys; rows = [r for r in csv.reader(io.StringIO(sys.stdin.read().lstrip("\\ufeff"))) if any(c.startswith("A-") and len(c) == 14 for c in r)]; print(len(rows))'], { input: text, encoding: 'utf8' });
    return Number(rows);
  };
  const agree = (what, figures) => check(new Set(Object.values(figures)).size === 1, `${what}: ${JSON.stringify(figures)}`);
  agree('all', { rows: total, tab: await tab(/^全部/), kpi: await kpi('数据资产'), list: await listed(), export: await csv() });
  const pending = of((row) => row.state === 'pending');
  agree('pending', { rows: pending, tab: await tab(/^待确认/), kpi: await kpi('待确认'), export: await csv({ state: 'pending' }) });
  agree('decided', { rows: of((row) => row.state === 'decided'), tab: await tab(/^已决定/), export: await csv({ state: 'decided' }) });
  const important = of((row) => row.effective === 'important');
  agree('important', { rows: important, kpi: await kpi('重要数据'), export: await csv({ grade: 'important' }) });
  agree('personal', { rows: of((row) => row.personal), kpi: await kpi('含个人信息'), export: await csv({ personal: 'true' }) });
  agree('credentials', { rows: of((row) => row.credentials), kpi: await kpi('含凭据'), export: await csv({ credentials: 'true' }) });
  await visitor.go('/');
  agree('workbench', { rows: total, kpi: await kpi('数据资产') });
  agree('workbench, important', { rows: important, kpi: await kpi('重要数据') });
  agree('workbench, general', { rows: of((row) => row.effective.startsWith('general')), kpi: await kpi('一般数据') });
  await visitor.go('/catalog');
  const candidates = of((row) => ['core', 'important'].includes(row.effective) && ['pending', 'disputed', 'review'].includes(row.state));
  agree('candidates', { rows: candidates, tab: await tab(/^候选/), list: await listed() });
  await visitor.go('/sources');
  agree('of the source', { rows: total, list: Number((await page.locator('.ant-table-row a').first().innerText()).replace(/,/g, '')) });
  await visitor.go('/personal');
  for (const row of (await page.locator('.ant-table-row').all()).slice(0, 3)) {
    const [detector, shown] = [(await row.locator('.mono').innerText()).trim(), Number((await row.locator('a').innerText()).replace(/,/g, ''))];
    agree(`personal ${detector}`, { inventory: shown, list: (await officer.do('GET', `/assets?detector=${detector}&limit=1`)).total });
  }
}

async function keys({ visitor, check }) {
  const { page } = visitor;
  await visitor.go('/assets?tab=all');
  await page.keyboard.press('Tab');
  check((await page.evaluate(() => document.activeElement.className)) === 'skip', 'the skip link is not the first stop');
  const visible = await page.evaluate(() => getComputedStyle(document.activeElement).left !== '-9999px');
  check(visible, 'the skip link stays out of sight when it has the focus');
  await page.keyboard.press('Enter');
  check((await page.evaluate(() => document.activeElement.id)) === 'content', 'the skip link does not lead to the content');
  const current = () => page.evaluate(() => [...document.querySelectorAll('.ant-table-row')].indexOf(document.activeElement));
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  check((await current()) === 2, `j, j and the arrow lead to row ${await current()}`);
  check((await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)) === 'solid', 'the row that has the focus does not show it');
  await page.keyboard.press('k');
  check((await current()) === 1, 'k does not go up');
  await page.keyboard.press('x');
  await page.getByText('已选 1 项').waitFor();
  const row = page.locator('.ant-table-row').nth(1);
  const name = await row.locator('.cell-link').innerText();
  await row.evaluate((element) => element.focus());
  await page.keyboard.press('Enter');
  await page.locator('.ant-drawer-title').filter({ hasText: name }).waitFor();
  check(page.url().includes('asset='), 'Enter opens nothing in the address');
  const before = await page.evaluate(() => document.activeElement.closest('.ant-drawer') !== null);
  check(before, 'the focus is not in the drawer');
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !window.location.search.includes('asset='));
  await page.waitForFunction(() => document.activeElement?.classList.contains('ant-table-row'), null, { timeout: 5_000 }).catch(() => check(false, 'after Esc the focus is not back on the row'));
  check((await current()) === 1, 'j moved the list under an open drawer');
  await page.keyboard.press('/');
  check(await page.evaluate(() => document.activeElement.closest('.top-search') !== null), '/ does not lead to the search');
  await page.keyboard.type('j?');
  check((await page.locator('.top-search input').inputValue()) === 'j?', 'keys act while somebody types');
  await page.locator('#content').evaluate((element) => element.focus());
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: '键盘快捷键' });
  await help.waitFor();
  for (const fault of await axeFaults(page)) check(false, `shortcuts: ${fault}`);
  await help.getByLabel('启用单键快捷键').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.locator('#content').evaluate((element) => element.focus());
  await page.keyboard.press('j');
  check((await current()) === -1, 'keys that were turned off still act');
  await page.evaluate(() => window.localStorage.removeItem('gongdun.keys'));
}

async function columns({ visitor, visit, server, check }) {
  const { page } = visitor;
  const heads = (of) => of.locator('.server-table .ant-table-thead th').allInnerTexts().then((all) => all.map((one) => one.trim()).filter(Boolean));
  await visitor.go('/assets?tab=all');
  const plain = await heads(page);
  const before = (await page.getByRole('columnheader', { name: '分类' }).boundingBox()).width;
  await page.getByRole('button', { name: '列设置' }).click();
  const panel = page.getByRole('dialog', { name: '列设置' });
  for (const fault of await axeFaults(page)) check(false, `choice of columns: ${fault}`);
  await page.screenshot({ path: `${process.env.PICTURES ?? 'build/web-pictures'}/columns.png` });
  await panel.getByLabel('主要理由').first().uncheck();
  await panel.getByRole('button', { name: '前移：建议级别' }).click();
  await panel.getByLabel('宽度：分类').fill('240');
  await panel.getByLabel('宽度：分类').press('Enter');
  await panel.getByLabel('紧凑').check();
  check(await panel.getByLabel('资产名称 / 编号').first().isDisabled(), 'the column that names the row can be hidden');
  const chosen = await heads(page);
  check(!chosen.includes('主要理由') && chosen.indexOf('建议级别') < chosen.indexOf('分类'), `the choice shows ${chosen}`);
  const wide = (await page.getByRole('columnheader', { name: '分类' }).boundingBox()).width;
  check(wide >= 238 && wide > before + 40, `the chosen width does not hold: ${before} became ${wide}`);
  const link = (await panel.locator('code').innerText()).trim();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  check(await page.evaluate(() => document.activeElement?.closest('.view-button') !== null), 'Esc does not bring the focus back to the gear');
  await page.reload();
  await visitor.settle();
  const kept = await heads(page);
  check(kept.join() === chosen.join(), `reload forgets the columns: ${kept} instead of ${chosen}`);
  // Somebody else at the same browser has their own; by the link they see mine.
  const other = await (await visit()).enter(await new Caller(server.base).logIn('reader'));
  await other.go('/assets?tab=all');
  check((await heads(other.page)).includes('主要理由'), 'somebody else has my columns');
  await other.go(link.slice(server.base.length));
  check(!(await heads(other.page)).includes('主要理由'), 'the link does not carry the columns');
  await other.close();
  await page.getByRole('button', { name: '列设置' }).click();
  await panel.getByRole('button', { name: '恢复默认' }).click();
  await panel.getByRole('button', { name: '关闭' }).click();
  check((await heads(page)).join() === plain.join(), 'reset does not bring the columns back');
  for (const path of ['/catalog', '/sources', '/sources?tab=scans', '/rules', '/rules?tab=rules', '/people', '/personal', '/credentials']) {
    await visitor.go(path);
    check((await page.getByRole('button', { name: '列设置' }).count()) === 1, `${path}: no choice of columns`);
  }
}

async function pictures({ visitor, officer, check }) {
  const { page } = visitor;
  await visitor.go('/flows');
  await page.locator('canvas').first().waitFor();
  const title = await page.locator('.panel-head').first().innerText();
  check(/单位：项资产/.test(title), `no unit in the title: ${title}`);
  check(/截至 \d{4}-\d\d-\d\d \d\d:\d\d（北京时间）/.test(title), `no time in the title: ${title}`);
  check(/数据表/.test(await page.locator('.chart').getAttribute('aria-label')), 'the picture does not say where its table is');
  const colours = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const style = getComputedStyle(document.documentElement);
    const series = [1, 2, 3, 4, 5, 6, 7].map((n) => style.getPropertyValue(`--series-${n}`).trim().toLowerCase());
    const tally = new Map();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue;
      const hex = `#${[0, 1, 2].map((n) => data[at + n].toString(16).padStart(2, '0')).join('')}`;
      tally.set(hex, (tally.get(hex) ?? 0) + 1);
    }
    return { series, used: [...tally].filter(([, n]) => n > 300).map(([hex]) => hex) };
  });
  check(colours.used.length > 0 && colours.used.length <= 7, `${colours.used.length} colours in the picture: ${colours.used}`);
  check(colours.used.every((one) => colours.series.includes(one)), `colours beside the series: ${colours.used.filter((one) => !colours.series.includes(one))}`);
  await page.locator('.page-actions').getByText('数据表').click();
  const rows = await page.locator('.grid-table tbody tr').allInnerTexts();
  const { links } = await officer.do('GET', '/flows');
  check(rows.length === links.length, `the table has ${rows.length} rows, the picture ${links.length} lines`);
  const shown = rows.map((row) => Number(row.split('\t')[2].replace(/,/g, ''))).sort((a, b) => a - b), real = links.map((one) => one.assets).sort((a, b) => a - b);
  check(shown.join() === real.join(), 'the table has other numbers than the answer');
  // Nothing of that kind is written 0; what is not known is written —.
  await visitor.go('/assets?tab=all');
  check((await page.locator('.kpi').filter({ hasText: '核心数据' }).locator('strong').innerText()) === '0', 'no core data is not written 0');
  await visitor.go('/catalog');
  const cells = await page.locator('.ant-table-row td:nth-child(5)').allInnerTexts();
  check(cells.some((cell) => cell === '—') && !cells.includes('0'), `persons of assets without any: ${[...new Set(cells)]}`);
}

await run('lists', async ({ server, visit, check, step }) => {
  const people = await administrators(server);
  const { officer } = people;
  await officer.scan(factory, '示例工厂');
  await newPerson(people, { name: '读者', login: 'reader', role: 'reader' });
  const asset = (await officer.do('GET', `/assets?q=${encodeURIComponent('质量')}&limit=1`)).items[0].id;
  for (const row of (await officer.do('GET', '/assets?state=pending&limit=3')).items) await officer.do('POST', `/assets/${row.id}/decisions`, { kind: 'decided', grade: row.proposed, reason: '采纳', alone: true });
  const visitor = await (await visit({ viewport: { width: 1600, height: 900 } })).enter(officer);
  const given = { server, visit, visitor, officer, asset, check };
  const only = process.argv[2];
  for (const [words, act] of [['figures agree', agreement], ['reload, back and a pasted link', addresses], ['keys', keys], ['columns', columns], ['pictures', pictures]]) {
    if (only && words !== only) continue;
    step(words);
    visitor.where = words;
    await act(given);
  }
});
