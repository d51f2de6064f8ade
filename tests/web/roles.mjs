// One day of each role, in the browser: its menu, what it does, and that the API refuses what the menu hides. Check 10, and the second person of check 7.
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { administrators, Caller, newPerson } from './lib/api.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory/01_炼铁', import.meta.url));
const everything = ['工作台', '数据源与扫描', '数据资产与分类分级', '重要数据目录', '个人信息清单', '数据分布图谱', '凭据发现', '复核', '报告', '规则库', '审计日志', '组织', '人员', '授权', '节点设置与健康'];
const data = ['工作台', '数据源与扫描', '数据资产与分类分级', '重要数据目录', '个人信息清单', '数据分布图谱', '现场诊断', '凭据发现', '报告', '规则库', '任务'];

// What the menu of each role holds, and one request per thing it must not do.
const roles = {
  officer: { menu: [...data, '复核', '人员', '统一登录', '通知', '节点设置与健康'], refused: [['GET', '/audit'], ['GET', '/grants']] },
  security: { menu: ['规则库', '组织', '授权', '任务'], refused: [['GET', '/assets'], ['GET', '/audit'], ['GET', '/invitations'], ['PUT', '/node', { name: 'x' }]] },
  auditor: { menu: ['审计日志', '任务'], refused: [['GET', '/assets'], ['GET', '/grants'], ['GET', '/invitations'], ['GET', '/rules']] },
  system_administrator: { menu: ['人员', '统一登录', '通知', '节点设置与健康', '任务'], refused: [['GET', '/assets'], ['GET', '/audit'], ['GET', '/grants'], ['GET', '/reviews']] },
  asset_owner: { menu: data, refused: [['GET', '/reviews'], ['GET', '/audit'], ['POST', '/reports', { lang: 'zh' }], ['POST', '/exports/assets', { as: 'csv' }]] },
  diagnostician: { menu: data, refused: [['GET', '/reviews'], ['POST', '/exports/assets', { as: 'csv' }]] },
  reviewer: { menu: [...data, '复核'], refused: [['POST', '/sources', { name: 'x', kind: 'folder', address: '/tmp' }], ['POST', '/reports', { lang: 'zh' }]] },
  regulator: { menu: data, refused: [['GET', '/reviews'], ['POST', '/sources', { name: 'x', kind: 'folder', address: '/tmp' }]] },
  analyst: { menu: data, refused: [['GET', '/reviews'], ['POST', '/sources', { name: 'x', kind: 'folder', address: '/tmp' }]] },
  reader: { menu: data, refused: [['GET', '/reviews'], ['POST', '/reports', { lang: 'zh' }], ['POST', '/exports/assets', { as: 'csv' }]] },
};

// An export of the list on the page, made and downloaded; its size.
async function exported(page) {
  await page.getByRole('button', { name: /导\s*出$/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '开始导出' }).click();
  const file = dialog.getByRole('button', { name: /下载 \S+\.xlsx/ }).first();
  await file.waitFor();
  const waiting = page.waitForEvent('download');
  await file.click();
  const { size } = statSync(await (await waiting).path());
  await dialog.getByRole('button', { name: /关\s*闭/ }).last().click();
  return size;
}

async function menuAndRefusals({ visitor, caller, role, check }) {
  await visitor.go('/');
  const shown = (await visitor.page.locator('.nav-item').evaluateAll((items) => items.map((item) => item.childNodes[1].textContent.trim())));
  const { menu, refused } = roles[role];
  check([...shown].sort().join() === [...menu].sort().join(), `${role}: the menu holds ${shown.join()} instead of ${menu.join()}`);
  for (const [method, path, body] of refused) {
    const { status } = await caller.ask(method, path, body);
    check(status === 403, `${role}: ${method} ${path} answers ${status}, not 403`);
  }
  // A pasted address of a page the menu does not hold shows no data.
  visitor.expected.add(403);
  const addresses = { 审计日志: '/audit', 授权: '/grants', 数据资产与分类分级: '/assets', 复核: '/reviews' };
  for (const words of everything.filter((words) => !menu.includes(words) && addresses[words])) {
    await visitor.go(addresses[words]);
    check((await visitor.page.getByText('没有查看权限').count()) > 0, `${role}: ${addresses[words]} does not say that it may not be seen`);
    check((await visitor.page.locator('.ant-table-row').count()) === 0, `${role}: ${addresses[words]} shows rows`);
  }
  visitor.expected.delete(403);
}

const buttons = (visitor, name) => visitor.page.getByRole('button', { name }).count();
const decideFirst = (page) => page.getByRole('button', { name: /^确认级别：/ }).first().click();

async function submitReason(page, words) {
  await page.getByLabel('理由').fill(words);
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
}

const days = {
  // Proposes core data, which waits for a second person.
  async asset_owner({ visitor, check }) {
    const { page } = visitor;
    await visitor.go('/assets');
    check((await buttons(visitor, /导\s*出$/)) === 0, 'asset_owner: may not export but has the button');
    await decideFirst(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('现行级别').waitFor();
    await dialog.getByRole('combobox').click();
    await page.getByTitle('核心数据', { exact: true }).click();
    await dialog.getByText('列入或调出核心数据须由另一人复核').waitFor();
    await submitReason(page, '影响全国供应，建议列为核心数据');
    await page.getByText('已提交，等待另一人复核。').waitFor();
  },
  // The second person: sees the proposal with its reason, looks at the evidence, agrees.
  async reviewer({ visitor, check, officer }) {
    const { page } = visitor;
    await visitor.go('/');
    check((await page.locator('.nav-item').filter({ hasText: '复核' }).locator('.nav-badge').innerText()).startsWith('1'), 'reviewer: the menu does not say that one review waits');
    await visitor.go('/reviews');
    await page.getByText('影响全国供应，建议列为核心数据').waitFor();
    await page.locator('.cell-link').first().click();
    await page.getByRole('dialog').getByText('等待另一人复核').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !window.location.search.includes('asset='));
    await page.getByRole('button', { name: '同意' }).click();
    await page.getByLabel('理由').fill('同意，依据充分');
    await page.getByRole('dialog').getByRole('button', { name: '同意' }).click();
    await page.getByText('已同意，决定生效').waitFor();
    await page.getByText('没有等待复核的决定').waitFor();
    check((await officer.do('GET', '/assets/facets')).grade.find((one) => one.value === 'core')?.count === 1, 'reviewer: no core data after the review');
  },
  // Visits, adds a source, scans it, makes the report; may not decide.
  async diagnostician({ visitor, check }) {
    const { page } = visitor;
    const folder = mkdtempSync(join(tmpdir(), 'gongdun-visit-'));
    writeFileSync(join(folder, '巡检.csv'), '设备编号,温度\nP-101,88\nP-102,91\n');
    await visitor.go('/sources?add=1');
    await page.getByLabel('名称').fill('现场诊断');
    await page.getByLabel('文件夹', { exact: true }).fill(folder);
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    const row = page.getByRole('row', { name: /现场诊断/ });
    await row.getByRole('button', { name: '扫描', exact: true }).click();
    await row.getByText('已完成').waitFor({ timeout: 60_000 });
    await visitor.go('/assets?tab=all');
    check((await buttons(visitor, /^确认级别：/)) === 0, 'diagnostician: has the button to decide');
    await visitor.go('/reports');
    await page.getByRole('button', { name: '生成报告' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '生成', exact: true }).click();
    await page.locator('.ant-table-row').first().waitFor({ timeout: 120_000 });
  },
  // Looks at the catalog and records the confirmation of what the organisation decided.
  async regulator({ visitor, check, officer }) {
    const { page } = visitor;
    const one = (await officer.do('GET', '/assets?state=pending&limit=1')).items[0];
    await officer.do('POST', `/assets/${one.id}/decisions`, { kind: 'decided', grade: 'important', reason: '列入目录' });
    await visitor.go('/catalog?tab=decided');
    await page.locator('.cell-link').filter({ hasText: one.name }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: '确认级别' }).click();
    const dialog = page.locator('.ant-modal');
    await dialog.getByText('现行级别').waitFor();
    check(await dialog.getByLabel('本单位决定').isDisabled(), 'regulator: may choose to decide for the organisation');
    await dialog.getByRole('combobox').click();
    await page.getByTitle('重要数据', { exact: true }).last().click();
    await page.getByLabel('理由').fill('已备案');
    await dialog.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('已保存。').waitFor();
    check((await officer.do('GET', `/assets/${one.id}`)).state === 'confirmed', 'regulator: the confirmation was not recorded');
  },
  async analyst({ visitor, check }) {
    const { page } = visitor;
    await visitor.go('/assets?tab=all&grade=important');
    check((await exported(page)) > 1000, 'analyst: the export is empty');
    check((await buttons(visitor, /^确认级别：/)) === 0, 'analyst: has the button to decide');
    await visitor.go('/flows?view=table');
    check((await page.locator('.grid-table tbody tr').count()) > 3, 'analyst: no flows');
  },
  async reader({ visitor, check }) {
    const { page } = visitor;
    await visitor.go('/assets?tab=all');
    await page.getByRole('button', { name: /^证据：/ }).first().click();
    await page.getByRole('dialog').getByText(/^依据：/).first().waitFor();
    for (const name of [/^确认级别/, /导\s*出$/, '去扫描', /^选择：/]) check((await buttons(visitor, name)) === 0, `reader: has ${name}`);
    await visitor.go('/reports');
    check((await buttons(visitor, '生成报告')) === 0, 'reader: may make reports');
  },
  async system_administrator({ visitor, check }) {
    const { page } = visitor;
    await visitor.go('/people');
    await page.getByRole('button', { name: '邀请' }).click();
    await page.getByLabel('姓名').fill('新同事');
    await page.getByRole('button', { name: '生成链接' }).click();
    await page.getByText(/链接只显示这一次/).waitFor();
    await page.getByRole('button', { name: '我已保存' }).click();
    await visitor.go('/people?tab=invitations');
    check((await page.getByRole('row', { name: /新同事/ }).count()) === 1, 'system_administrator: the link is not in the list');
    await page.getByRole('row', { name: /新同事/ }).getByRole('button', { name: '作废' }).click();
    await page.getByText('已作废').waitFor();
    await visitor.go('/node');
    await page.getByLabel('节点名称').fill('一号节点');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('设置已保存').waitFor();
    check((await page.locator('.sider-foot').innerText()).includes('一号节点'), 'system_administrator: the name of the node in the menu is the old one');
  },
  // Gives a role and takes it back.
  async security({ visitor, check }) {
    const { page } = visitor;
    await visitor.go('/grants');
    await page.getByRole('button', { name: '添加授权' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('人员').click();
    await page.getByTitle(/^无角色者/).click();
    await dialog.getByLabel('角色').click();
    await page.getByTitle('只读人员', { exact: true }).click();
    await dialog.getByRole('button', { name: '授权', exact: true }).click();
    await page.getByText('已授权').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    const row = page.getByRole('row', { name: /无角色者/ });
    await row.getByRole('button', { name: /^收回/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
    await page.getByText('已收回').first().waitFor();
    const gone = await row.waitFor({ state: 'detached' }).then(() => true, () => false); // the list is fetched anew after the message
    check(gone, 'security: the grant is still there');
  },
  async auditor({ visitor, check }) {
    const { page } = visitor;
    await visitor.go('/audit?action=asset.');
    await page.getByText('asset.decide', { exact: true }).first().waitFor();
    check((await page.locator('.ant-table-row').filter({ hasText: /owner.*asset\.decide/s }).count()) > 0, 'auditor: cannot see who decided');
    await page.getByRole('button', { name: '校验全部记录' }).click();
    await page.getByText(/条记录完整/).waitFor();
    check((await exported(page)) > 1000, 'auditor: the export is empty');
  },
};

await run('roles', async ({ server, visit, check, step }) => {
  const people = await administrators(server);
  await people.officer.scan(factory, '炼铁');
  await newPerson(people, { name: '无角色者', login: 'nobody' });
  const callers = { ...people };
  for (const [role, login] of [['asset_owner', 'owner'], ['reviewer', 'reviewer'], ['diagnostician', 'diagnose'], ['regulator', 'regulate'], ['analyst', 'analyst'], ['reader', 'reader'], ['system_administrator', 'system']])
    callers[role] = await newPerson(people, { name: role, login, role });
  // The days in an order in which one leads to the next.
  for (const role of ['officer', 'asset_owner', 'reviewer', 'diagnostician', 'regulator', 'analyst', 'reader', 'system_administrator', 'security', 'auditor']) {
    step(role);
    const visitor = await (await visit()).enter(callers[role]);
    await menuAndRefusals({ visitor, caller: callers[role], role, check });
    await days[role]?.({ visitor, check, officer: people.officer });
    await visitor.close();
  }
});
