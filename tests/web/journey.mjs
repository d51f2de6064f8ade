// As people use it: set up, add a source, scan with live progress, look at the evidence, confirm, make the report, audit.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './lib/run.mjs';
import { logIn, setUp, useLink } from './lib/people.mjs';
import { addSource, scan } from './lib/steps.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));

await run('journey', async ({ server, visit, check, step }) => {
  const officer = await visit();
  const { page } = officer;

  step('set-up by the one-time link');
  const links = await setUp(officer, server.setupPath());
  check(links.length === 2, `two links for the other administrators, got ${links.length}`);
  await page.getByText('从这里开始').waitFor();

  step('an empty node says what to do next');
  for (const path of ['/assets', '/sources', '/catalog', '/personal', '/credentials', '/flows', '/reports', '/reviews']) {
    await officer.go(path);
    check((await page.locator('.state h3').count()) > 0, `${path}: no empty state`);
  }

  step('a source, tested and scanned');
  await addSource(officer, { name: '示例工厂', folder: factory });
  check(await scan(officer, '示例工厂'), 'no live progress was seen');

  step('what could not be read has a reason');
  await officer.go('/sources?tab=scans');
  await page.getByRole('button', { name: /扫描 #/ }).first().click();
  await page.getByText('未能读取的内容及原因').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !window.location.search.includes('scan='));

  step('evidence of an important item, confirmed');
  await officer.go('/assets?grade=important');
  const before = await page.getByRole('tab', { name: /待确认/ }).innerText();
  await page.getByRole('button', { name: /^证据：/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText(/^依据：/).first().waitFor();
  await drawer.getByRole('tab', { name: '字段' }).click();
  await officer.settle();
  await drawer.getByRole('tab', { name: /载体/ }).click();
  await officer.settle();
  check(page.url().includes('asset=') && page.url().includes('view=carriers'), `the drawer is not in the address: ${page.url()}`);
  await page.reload();
  await drawer.getByRole('button', { name: '确认级别' }).click();
  await page.getByLabel('理由').fill('与目录一致，采纳建议');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('已保存。').waitFor();
  await drawer.getByText('已决定').first().waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !window.location.search.includes('asset='));
  await officer.settle();
  check((await page.getByRole('tab', { name: /待确认/ }).innerText()) !== before, `the count of the tab stayed ${before}`);
  await officer.go('/catalog?tab=decided');
  check((await page.locator('.ant-table-tbody .ant-table-row').count()) === 1, 'the catalog does not hold the decided item');

  step('filters, page and size survive reload and back');
  await officer.go('/assets?tab=all&size=20');
  await page.getByRole('button', { name: '下一页' }).click();
  await page.waitForURL(/page=2/);
  await officer.settle();
  const second = await page.locator('.ant-table-row').first().innerText();
  await page.reload();
  await officer.settle();
  check((await page.locator('.ant-table-row').first().innerText()) === second, 'reload shows another page');
  await page.goBack();
  await officer.settle();
  check((await page.locator('.ant-table-row').first().innerText()) !== second, 'back stays on the second page');

  step('the report is made and downloaded');
  await officer.go('/reports');
  await page.getByRole('button', { name: '生成报告' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '生成', exact: true }).click();
  await page.locator('.ant-table-row').first().waitFor({ timeout: 120_000 });
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: /^下载 / }).first().click();
  const file = await (await waiting).path();
  check(statSync(file).size > 1000, 'the report is empty');

  step('search finds assets and rules');
  await page.getByRole('searchbox').or(page.getByPlaceholder('搜索资产、字段、规则、条款')).first().fill('工艺');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /搜索“工艺”/ }).waitFor();
  await officer.settle();
  check((await page.locator('.todo').count()) > 0, 'search found nothing');

  step('the auditor sees what happened, and nothing else');
  const auditor = await visit();
  await useLink(auditor, links[1], { name: '王敏', login: 'wangmin' });
  await auditor.page.getByRole('heading', { name: '审计日志' }).waitFor();
  await auditor.settle();
  const menu = await auditor.page.getByRole('navigation', { name: '主菜单' }).innerText();
  check(!menu.includes('数据资产'), 'the auditor has asset pages in the menu');
  await auditor.page.getByText('asset.decide', { exact: true }).first().waitFor();
  await auditor.page.getByRole('button', { name: '校验全部记录' }).click();
  await auditor.page.getByText(/条记录完整/).waitFor();
  auditor.expected.add(403);
  await auditor.go('/assets');
  check((await auditor.page.getByText('没有查看权限').count()) > 0, 'a page beyond the rights does not say so');

  step('a session that ended leads to log-in and back');
  await officer.context.clearCookies();
  officer.expected.add(401);
  await officer.go('/catalog?tab=decided');
  await page.waitForURL(/\/login\?next=/);
  await logIn(officer, 'chenlx');
  await page.waitForURL(/\/catalog\?tab=decided/);

  step('a server that is gone is said in words');
  await officer.settle();
  officer.where = 'server gone';
  await server.stop();
  for (const name of ['报告', '个人信息清单']) {
    // One page whose code the browser has, one whose code it has not.
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByText(/连接不到服务器|刷新未成功/).first().waitFor({ timeout: 15_000 });
  }
  check(!(await page.locator('body').innerText()).includes('Failed to fetch'), 'the words of the browser are shown');
  officer.faults = officer.faults.filter((fault) => !(fault.startsWith('server gone') && /ERR_CONNECTION|net::|dynamically imported/.test(fault)));
});
