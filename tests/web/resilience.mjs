// When things go wrong: a server that is gone and back, two people at once, a session that ends in the middle of a form, a button pressed twice,
// a network lost while typing. Checks 3 and 6 of the console's acceptance list.
import { fileURLToPath } from 'node:url';
import { administrators, Caller } from './lib/api.mjs';
import { logIn } from './lib/people.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory/06_质量', import.meta.url));
const offline = /ERR_CONNECTION|ERR_INTERNET|net::|dynamically imported|ERR_INCOMPLETE|ERR_EMPTY/;

// What the browser itself says about a network that is away is no fault of the page.
const forgive = (visitor, where) => (visitor.faults = visitor.faults.filter((fault) => !(fault.startsWith(where) && offline.test(fault))));

async function serverGone({ server, visitor, check }) {
  const { page } = visitor;
  await visitor.go('/assets?tab=all');
  const rows = await page.locator('.ant-table-row').count();
  visitor.where = 'server gone';
  await server.end('SIGKILL');
  await page.getByRole('button', { name: '重新载入' }).first().click();
  await page.getByText('刷新未成功，当前显示的是之前的内容。').first().waitFor({ timeout: 15_000 });
  check((await page.locator('.ant-table-row').count()) === rows, 'the rows that were there are gone');
  await page.getByRole('link', { name: '凭据发现' }).click();
  await page.getByText('连接不到服务器').first().waitFor({ timeout: 15_000 });
  const words = await page.locator('body').innerText();
  check(!/Failed to fetch|TypeError|NetworkError|ECONN/.test(words), 'the words of the browser are shown');
  await server.start();
  // A page whose code did not come is loaded anew as a whole; one whose data did not come is asked again.
  await page.getByRole('button', { name: '重试' }).first().click();
  await page.getByRole('heading', { name: '凭据发现' }).waitFor({ timeout: 20_000 });
  await visitor.settle();
  check((await page.getByText('连接不到服务器').count()) === 0, 'the words of the lost connection stay after the server is back');
  forgive(visitor, 'server gone');
}

async function twoAtOnce({ visitor, other, check }) {
  const { page } = visitor;
  await visitor.go('/assets?tab=all');
  const id = (await page.locator('.ant-table-row').first().locator('.mono').first().innerText()).trim();
  visitor.where = 'two at once';
  await page.getByRole('button', { name: /^确认级别：/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('现行级别').waitFor();
  await other.do('POST', `/assets/${id}/decisions`, { kind: 'decided', grade: 'general-2', reason: '另一人先决定' });
  await page.getByLabel('理由').fill('我的判断');
  visitor.expected.add(409);
  await dialog.getByRole('button', { name: '提交', exact: true }).click();
  await dialog.getByText(/此项已被 chenlx 于 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d 更改/).waitFor();
  check((await other.do('GET', `/assets/${id}`)).decided.reason === '另一人先决定', 'the first decision was overwritten');
  await dialog.getByRole('button', { name: '重新载入' }).click();
  await dialog.getByText('陈立新').or(dialog.getByText('chenlx')).first().waitFor();
  check((await page.getByLabel('理由').inputValue()) === '我的判断', 'what was typed is gone after loading anew');
  check((await page.locator('.ant-table-row').filter({ hasText: id }).getByText('待确认').count()) === 0, 'the row of the list still shows the old state');
  visitor.expected.delete(409);
  await dialog.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('已保存。').waitFor();
  check((await other.do('GET', `/assets/${id}`)).decided.reason === '我的判断', 'the decision after loading anew was not taken');
}

async function sourceChangedMeanwhile({ visitor, other, source, check }) {
  const { page } = visitor;
  await visitor.go('/sources');
  await page.getByRole('button', { name: /^编辑：/ }).first().click();
  const dialog = page.getByRole('dialog');
  await page.waitForFunction(() => document.querySelector('.ant-modal input')?.value);
  check(page.url().includes(`edit=${source.id}`), 'the form is not in the address');
  const { etag, json } = await other.ask('GET', `/sources/${source.id}`);
  await other.do('PUT', `/sources/${source.id}`, { name: '别人改的名', kind: 'folder', address: json.address, excludes: ['*.tmp'] }, { 'If-Match': etag });
  await dialog.getByLabel('名称').fill('我改的名');
  visitor.expected.add(409);
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText(/已被 chenlx 于 .* 更改/).waitFor();
  visitor.expected.delete(409);
  check((await other.do('GET', `/sources/${source.id}`)).name === '别人改的名', 'the change of the other person was overwritten');
  await dialog.getByRole('button', { name: '重新载入' }).click();
  await dialog.getByText(/已被 chenlx/).waitFor({ state: 'hidden' });
  check((await dialog.getByLabel('名称').inputValue()) === '我改的名', 'what was typed is gone after loading anew');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });
  check((await other.do('GET', `/sources/${source.id}`)).name === '我改的名', 'the change after loading anew was not taken');
}

async function sessionEndsInForm({ visitor, check }) {
  const { page } = visitor;
  await visitor.go('/sources?add=1');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('写到一半的数据源');
  await dialog.getByLabel('文件夹', { exact: true }).fill('/srv/half');
  await dialog.getByLabel('排除').fill('*.bak\nold/**');
  visitor.where = 'session ends';
  visitor.expected.add(401);
  await visitor.context.clearCookies();
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(/\/login\?next=/);
  await logIn(visitor, 'chenlx');
  await page.waitForURL(/\/sources\?add=1/);
  visitor.expected.delete(401);
  await dialog.getByText('已恢复上次未提交的内容。').waitFor();
  check((await dialog.getByLabel('名称').inputValue()) === '写到一半的数据源', 'the name is lost with the session');
  check((await dialog.getByLabel('排除').inputValue()) === '*.bak\nold/**', 'the exclusions are lost with the session');
  await dialog.getByRole('button', { name: '放弃未提交的内容' }).click();
  check((await dialog.getByLabel('名称').inputValue()) === '', 'the discarded draft is still in the form');
  await page.reload();
  await dialog.getByLabel('名称').waitFor();
  check((await dialog.getByLabel('名称').inputValue()) === '', 'the discarded draft comes back');
}

async function networkLost({ visitor, check }) {
  const { page } = visitor;
  await visitor.go('/sources?add=1');
  const dialog = page.getByRole('dialog');
  visitor.where = 'network lost';
  await dialog.getByLabel('名称').fill('断网时填写的数据源');
  await visitor.context.setOffline(true);
  await dialog.getByLabel('文件夹', { exact: true }).fill(factory);
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('连接不到服务器，请检查网络后重试。').waitFor({ timeout: 15_000 });
  await visitor.context.setOffline(false);
  await page.reload();
  await dialog.getByText('已恢复上次未提交的内容。').waitFor();
  check((await dialog.getByLabel('文件夹', { exact: true }).inputValue()) === factory, 'what was typed without a network is lost');
  forgive(visitor, 'network lost');
  await dialog.getByRole('button', { name: '放弃未提交的内容' }).click();
}

// Every button that sends something is pressed twice at once: one request goes out.
async function pressedTwice({ visitor, check }) {
  const { page } = visitor;
  await visitor.go('/people');
  await page.getByRole('button', { name: '邀请' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('周强');
  let sent = 0;
  const count = (request) => (sent += request.method() === 'POST' && request.url().endsWith('/invitations') ? 1 : 0);
  page.on('request', count);
  await page.route('**/api/v1/invitations', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await dialog.getByRole('button', { name: '生成链接' }).evaluate((button) => {
    button.click();
    button.click();
    setTimeout(() => button.click(), 100);
  });
  await page.getByText(/链接只显示这一次/).waitFor();
  page.off('request', count);
  await page.unroute('**/api/v1/invitations');
  check(sent === 1, `one press too many was sent: ${sent} requests`);
  await page.getByRole('button', { name: '我已保存' }).click();
}

async function reasonOfAnotherAsset({ visitor, check }) {
  const { page } = visitor;
  await visitor.go('/assets?tab=pending');
  const open = page.getByRole('button', { name: /^确认级别：/ });
  await open.first().click();
  await page.getByLabel('理由').fill('只属于第一项');
  await page.reload();
  await visitor.settle();
  await open.nth(1).click();
  await page.getByRole('dialog').getByText('现行级别').waitFor();
  check((await page.getByLabel('理由').inputValue()) === '', 'the reason typed for one asset comes back for another');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await open.first().click();
  check((await page.getByLabel('理由').inputValue()) === '只属于第一项', 'the reason is lost with the reload');
}

await run('resilience', async ({ server, visit, check, step }) => {
  const { officer } = await administrators(server);
  const source = await officer.scan(factory, '质量数据');
  const visitor = await (await visit()).enter(await new Caller(server.base).logIn('chenlx'));
  const given = { server, visitor, other: officer, source, check };
  for (const [words, act] of [
    ['two people decide at once', twoAtOnce],
    ['a source changed by somebody else meanwhile', sourceChangedMeanwhile],
    ['a draft belongs to its asset', reasonOfAnotherAsset],
    ['a button pressed twice', pressedTwice],
    ['a network lost in a form', networkLost],
    ['a session that ends in a form', sessionEndsInForm],
    ['a server killed and started again', serverGone],
  ]) {
    step(words);
    await act(given);
  }
});
