// Single sign-on in a real browser, with its own idea of cookies between sites: set up a provider, link the account, log in by it, unlink. And the pages for
// providers, notifications and the own account in light and dark, both languages, wide and narrow.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { axeFaults } from './lib/axe.mjs';
import { password, setUp } from './lib/people.mjs';
import { run } from './lib/run.mjs';

const secret = 'client-secret-of-the-test';

async function startProvider(base) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../e2e/oidc/provider.mjs', import.meta.url)), `${base}/api/v1/oidc/callback`, secret], { stdio: ['ignore', 'pipe', 'ignore'] });
  const issuer = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => resolve(/ISSUER (\S+)/.exec(bytes)?.[1]));
    child.on('exit', () => reject(new Error('the provider did not start')));
  });
  return { issuer, stop: () => child.kill() };
}

// Goes to the provider, whose pages ask for a font from elsewhere; they do not get it.
async function meet(visitor, issuer) {
  const fonts = 'https://fonts.googleapis.com/';
  visitor.friends = [issuer, fonts];
  await visitor.page.route(`${fonts}**`, (route) => route.abort());
}

// The provider's own pages: log-in, consent.
async function answerProvider({ page, base }, name) {
  for (let n = 0; n < 4 && !page.url().startsWith(base); ++n) {
    if (await page.locator('input[name=login]').count()) {
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('x');
    }
    await page.locator('button[type=submit]').first().click();
    await page.waitForLoadState('load');
  }
}

async function addProvider(visitor, issuer) {
  const { page } = visitor;
  await visitor.go('/node');
  await page.getByLabel('对外地址').fill(visitor.base);
  await page.getByRole('button', { name: /保\s?存/ }).click();
  await page.getByText('设置已保存').waitFor();
  await visitor.go('/providers');
  await page.getByRole('button', { name: '添加身份提供方' }).click();
  await page.getByLabel('名称').fill('集团统一认证');
  await page.getByLabel('签发者地址（issuer）').fill(issuer);
  await page.getByRole('button', { name: '测试连接' }).click();
  await page.getByText('已取得发现文档和签名公钥').waitFor();
  await page.getByLabel('客户端编号').fill('gongdun');
  await page.getByLabel('客户端密钥').fill(secret);
  await page.locator('.ant-modal-footer .ant-btn-primary').click();
  await page.locator('td', { hasText: '集团统一认证' }).waitFor();
}

const looks = [
  { language: 'zh', dark: false, viewport: { width: 1440, height: 900 } },
  { language: 'en', dark: true, viewport: { width: 1280, height: 720 } },
  { language: 'en', dark: false, viewport: { width: 720, height: 450 } },
];

async function inspectPages(visit, cookies, check) {
  for (const look of looks) {
    const visitor = await visit(look);
    await visitor.context.addCookies(cookies);
    const name = `${look.dark ? 'dark' : 'light'}-${look.language}-${look.viewport.width}`;
    for (const path of ['/providers', '/notifications', '/account', '/node']) {
      await visitor.go(path);
      for (const fault of await axeFaults(visitor.page)) check(false, `${path} ${name}: ${fault}`);
      const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
      check(!wide, `${path} ${name}: the page scrolls sideways`);
      if (process.env.SSO_PICTURES) await visitor.page.screenshot({ path: `${process.env.SSO_PICTURES}${path}-${name}.png`, fullPage: true });
    }
  }
}

await run('sso', async ({ server, visit, check, step }) => {
  const provider = await startProvider(server.base);
  try {
    const visitor = await visit();
    const { page } = visitor;
    await meet(visitor, provider.issuer);
    step('provider');
    await setUp(visitor, server.setupPath());
    await addProvider(visitor, provider.issuer);
    step('link');
    await visitor.go('/account');
    await page.locator('.panel', { hasText: '关联我的账号' }).getByLabel('当前密码').fill(password);
    await page.getByRole('button', { name: '关联我的账号' }).click();
    await page.waitForURL((url) => url.href.startsWith(provider.issuer));
    await answerProvider(visitor, 'wang');
    await page.getByText('已关联，今后可以用它登录。').waitFor();
    await page.locator('td', { hasText: '集团统一认证' }).waitFor();
    step('log in');
    const guest = await visit();
    await meet(guest, provider.issuer);
    guest.expected.add(401);
    await guest.go('/login?next=%2Freports');
    for (const fault of await axeFaults(guest.page)) check(false, `/login: ${fault}`);
    if (process.env.SSO_PICTURES) await guest.page.screenshot({ path: `${process.env.SSO_PICTURES}/login.png` });
    await guest.page.getByRole('link', { name: '用 集团统一认证 登录' }).or(guest.page.getByRole('button', { name: '用 集团统一认证 登录' })).click();
    await answerProvider(guest, 'wang');
    await guest.page.getByRole('heading', { name: '报告' }).first().waitFor();
    check(new URL(guest.page.url()).pathname === '/reports', `came back to ${guest.page.url()}`);
    step('an identity nobody linked');
    const stranger = await visit();
    await meet(stranger, provider.issuer);
    stranger.expected.add(401);
    await stranger.go('/login');
    await stranger.page.getByText('用 集团统一认证 登录').click();
    await answerProvider(stranger, 'zhao');
    await stranger.page.getByText('这个身份还没有关联到本节点的账号').waitFor();
    for (const fault of await axeFaults(stranger.page)) check(false, `/login refused: ${fault}`);
    step('pages');
    await inspectPages(visit, await visitor.context.cookies(), check);
  } finally {
    provider.stop();
  }
});
