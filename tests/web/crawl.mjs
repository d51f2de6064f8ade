// Every visible control does something: each button, link and tab of each page, per role, must cause a request, another address or a change
// on the page. Controls of one kind (one per row of a table) count once.
import { fileURLToPath } from 'node:url';
import { administrators, newPerson } from './lib/api.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));
const leave = /^(退出登录)$/;
const controls = '#content button:not([disabled]), #content a[href], #content [role="tab"], .topbar button';

// What a control is called, without the name of the row it stands in.
function labelsOf(page) {
  return page.locator(controls).evaluateAll((all) =>
    all.map((element) => {
      const box = element.getBoundingClientRect();
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/[:：].*$/, '');
      const cell = element.closest('td');
      // Cells of one column hold controls of one kind.
      const kind = cell ? `column ${cell.cellIndex} ${words.length < 6 ? words : ''}` : words;
      // The tab that is open already has nothing to do.
      const idle = getComputedStyle(element).visibility === 'hidden' || element.getAttribute('aria-selected') === 'true';
      return box.width > 0 && box.height > 0 && !idle ? kind : '';
    }),
  );
}

async function act(visitor, index) {
  const { page } = visitor;
  let asked = 0;
  const count = (request) => (asked += request.url().includes('/api/') ? 1 : 0);
  const address = page.url();
  await page.evaluate(() => {
    window.seen = 0;
    new MutationObserver((changes) => (window.seen += changes.length)).observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  page.on('request', count);
  const control = page.locator(controls).nth(index);
  await control.scrollIntoViewIfNeeded({ timeout: 2_000 });
  await control.click({ timeout: 2_000 });
  await page.waitForTimeout(400);
  page.off('request', count);
  const changed = await page.evaluate(() => window.seen ?? 1).catch(() => 1);
  return asked > 0 || changed > 0 || page.url() !== address;
}

async function crawl(visitor, path, check) {
  await visitor.go(path);
  const done = new Set();
  const labels = await labelsOf(visitor.page);
  for (const label of labels) {
    if (!label || done.has(label) || leave.test(label)) continue;
    done.add(label);
    await visitor.go(path);
    visitor.where = `${path} "${label}"`;
    // Looked up anew: lists grow while they are looked at (the audit log by the look itself).
    const index = (await labelsOf(visitor.page)).indexOf(label);
    if (index < 0) continue;
    const worked = await act(visitor, index).catch((error) => check(false, `${path} "${label}": ${error.message.split('\n')[0]}`) ?? true);
    check(worked, `${path}: "${label}" does nothing`);
  }
  return done.size;
}

// ROLES=reader,auditor crawls as these only.
const wanted = process.env.ROLES?.split(',');
const others = ['asset_owner', 'reviewer', 'diagnostician', 'regulator', 'analyst', 'reader', 'system_administrator'];

await run('crawl', async ({ server, visit, check, step }) => {
  const people = await administrators(server);
  await people.officer.scan(factory, '示例工厂');
  for (const role of others) people[role] = await newPerson(people, { name: role, login: role.replace('_', '-'), role });
  // Something waits for the reviewer.
  const one = (await people.asset_owner.do('GET', '/assets?limit=1')).items[0];
  await people.asset_owner.do('POST', `/assets/${one.id}/decisions`, { kind: 'decided', grade: 'core', reason: '建议列为核心数据' });
  for (const role of ['officer', 'security', 'auditor', ...others]) {
    if (wanted && !wanted.includes(role)) continue;
    const visitor = await (await visit()).enter(people[role]);
    await visitor.go('/account');
    const paths = await visitor.page.locator('.nav-item').evaluateAll((items) => items.map((item) => item.getAttribute('href')));
    for (const path of [...paths, '/account', '/help/api?q=roles&op=listRoles']) step(`${role} ${path}: ${await crawl(visitor, path, check)} controls`);
    await visitor.close();
  }
});
