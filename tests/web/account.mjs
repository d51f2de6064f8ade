// One's own account and the ways in, through the browser: second factor, lock-out, links that no longer hold, a new password, an API token, and the
// demonstration data taken away.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { administrators, Caller, newPerson } from './lib/api.mjs';
import { logIn, password } from './lib/people.mjs';
import { run } from './lib/run.mjs';

const folder = fileURLToPath(new URL('../../samples/factory/06_质量', import.meta.url));
const newPassword = 'Another-long-phrase-2027';

// RFC 6238: SHA-1, six digits, 30 seconds.
function code(secret, at = Date.now()) {
  const bits = [...secret.replace(/[\s=]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash[19] & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function secondFactor({ visitor, step, check }) {
  const { page } = visitor;
  step('a second factor is set up and asked for');
  await visitor.go('/account');
  await page.getByRole('button', { name: '设置第二因子' }).click();
  const secret = (await page.getByLabel('密钥').innerText()).trim();
  await page.getByLabel('动态口令').fill('000000');
  visitor.expected.add(401).add(400).add(403);
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByRole('alert').first().waitFor();
  check((await page.getByText('第二因子已启用').count()) === 0, 'a wrong code turns the second factor on');
  await page.getByLabel('动态口令').fill(code(secret));
  await page.getByRole('button', { name: '启用' }).click();
  await page.getByText('第二因子已启用').first().waitFor();
  await visitor.context.clearCookies();
  await visitor.go('/account');
  await logIn(visitor, 'yangbo');
  await page.getByLabel('动态口令').waitFor();
  await page.getByLabel('动态口令').fill('123456');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('登录名、密码或动态口令不正确。').waitFor();
  // A code is taken once: the next window's.
  await page.getByLabel('动态口令').fill(code(secret, Date.now() + 30_000));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(/\/account/);
  await page.getByText('移除须输入当前密码').waitFor();
  await page.locator('section').filter({ hasText: '移除须输入当前密码' }).getByLabel('当前密码').fill(password);
  await page.getByRole('button', { name: '移除第二因子' }).click();
  await page.getByText('第二因子已移除').waitFor();
  visitor.expected.clear();
}

async function tokenAndPassword({ visitor, server, step, check }) {
  const { page } = visitor;
  step('an API token is made, works, is taken back');
  await visitor.go('/account');
  await page.getByLabel('名称').fill('夜间同步');
  await page.getByLabel('权限').click();
  await page.getByTitle('查看资产', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '新建令牌' }).click();
  await page.getByText('令牌只显示这一次').waitFor();
  const token = (await page.getByLabel('令牌内容').innerText()).trim();
  const ask = (path) => fetch(`${server.base}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } }).then((response) => response.status);
  check((await ask('/assets')) === 200, 'the new token does not work');
  check((await ask('/rules')) === 403, 'the token may more than it was given');
  await page.getByRole('row', { name: /夜间同步/ }).getByRole('button', { name: '作废' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await page.getByText('已作废').waitFor();
  check((await ask('/assets')) === 401, 'a revoked token still works');
  check(!(await page.locator('body').innerText()).includes('夜间同步\t'), 'a revoked token is still in the list');

  step('the password is changed');
  const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: '密码', exact: true }) });
  await panel.getByLabel('当前密码').fill('wrong-password-here');
  await panel.getByLabel('新密码', { exact: true }).fill(newPassword);
  await panel.getByLabel('再次输入密码').fill(newPassword);
  visitor.expected.add(401).add(403).add(400);
  await panel.getByRole('button', { name: '更改密码' }).click();
  await panel.getByRole('alert').waitFor();
  check(!page.url().includes('/login'), 'a wrong current password throws the person out');
  await panel.getByLabel('当前密码').fill(password);
  await panel.getByRole('button', { name: '更改密码' }).click();
  await page.getByText('密码已更改').waitFor();
  visitor.expected.clear();
}

async function lockedOut({ visit, step, check }) {
  step('too many wrong passwords lock the account, and say until when');
  const visitor = await visit();
  const { page } = visitor;
  visitor.expected.add(401).add(403).add(423).add(429);
  await visitor.go('/login');
  let locked = false;
  for (let n = 0; n < 8 && !locked; n += 1) {
    await page.getByLabel('登录名').fill('yangbo');
    await page.getByLabel('密码', { exact: true }).fill(`wrong-${n}`);
    const answer = page.waitForResponse((response) => response.url().endsWith('/session') && response.request().method() === 'POST');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await answer;
    await page.getByRole('alert').first().waitFor();
    locked = (await page.getByText(/失败次数过多，账号锁定至 \d{4}-\d\d-\d\d \d\d:\d\d/).count()) > 0;
  }
  check(locked, `no words about the lock: ${await page.getByRole('alert').first().innerText()}`);
  await visitor.close();
}

async function deadLinks({ server, visit, people, step, check }) {
  step('links that were used, revoked, or have expired say so');
  const used = await people.officer.do('POST', '/invitations', { name: '甲' });
  await new Caller(server.base).useLink(used.path.split('token=')[1], { name: '甲', login: 'jia' });
  const revoked = await people.officer.do('POST', '/invitations', { name: '乙' });
  await people.officer.do('DELETE', `/invitations/${revoked.invitation.id}`);
  const old = await people.officer.do('POST', '/invitations', { name: '丙' });
  execFileSync('python3', ['-c', 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=10); db.execute("UPDATE invitation SET expires = 1 WHERE name = ?", (sys.argv[2],)); db.commit()', `${server.folder}/gongdun.db`, '丙']);
  for (const [what, link] of [['used', used], ['revoked', revoked], ['expired', old]]) {
    const visitor = await visit();
    const { page } = visitor;
    visitor.expected.add(400).add(401).add(403).add(404).add(409).add(410);
    await visitor.go(link.path);
    await page.getByLabel('姓名').fill('某人');
    await page.getByLabel('登录名').fill(`somebody-${what}`);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByLabel('再次输入密码').fill(password);
    await page.getByRole('button', { name: '完成设置' }).click();
    const words = await page.getByRole('alert').first().innerText();
    check(/链接/.test(words) && /过期|失效|无效|用过|使用/.test(words), `${what} link: "${words}"`);
    check(!/代码：/.test(words), `${what} link: only a code is shown`);
    await visitor.close();
  }
}

await run('account', async ({ server, visit, check, step }) => {
  const people = await administrators(server);
  step('the demonstration data is marked and goes with one click');
  const officer = await (await visit()).enter(people.officer);
  await officer.go('/assets?tab=all');
  const { page } = officer;
  await page.locator('.demo-bar').getByText('演示数据').first().waitFor();
  await page.locator('.ant-table-row .demo-mark').first().waitFor();
  await page.getByRole('button', { name: '移除演示数据' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '移除演示数据' }).click();
  await page.getByText('演示数据已移除').waitFor();
  await page.getByText('还没有数据资产').waitFor();
  check((await page.locator('.demo-bar').count()) === 0, 'the bar of the demonstration data stays');
  check((await people.officer.do('GET', '/assets?vanished=true')).total === 0, 'assets of the demonstration are left');

  await newPerson(people, { name: '杨波', login: 'yangbo', role: 'reader' });
  const visitor = await (await visit()).enter(await new Caller(server.base).logIn('yangbo'));
  await secondFactor({ visitor, step, check });
  await tokenAndPassword({ visitor, server, step, check });
  await deadLinks({ server, visit, people, step, check });
  await lockedOut({ visit, step, check });
}, { args: ['--scan', folder, '--demo'] });
