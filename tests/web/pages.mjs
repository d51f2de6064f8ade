// Every page with data: axe in light and dark, no fault of any kind, in Chinese and English, wide and narrow.
import { fileURLToPath } from 'node:url';
import { axeFaults } from './lib/axe.mjs';
import { run } from './lib/run.mjs';
import { logIn, setUp, useLink } from './lib/people.mjs';
import { addSource, scan } from './lib/steps.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));

const officerPages = [
  '/', '/sources', '/sources?tab=scans', '/sources?add=1', '/assets', '/assets?tab=all', '/catalog', '/personal', '/flows', '/credentials', '/reviews',
  '/reports', '/rules', '/rules?tab=versions', '/rules?tab=rules', '/rules?tab=try', '/people', '/people?tab=invitations', '/providers', '/notifications', '/node', '/account', '/search?q=%E5%B7%A5%E8%89%BA', '/flows?view=table', '/help/api', '/help/api?op=listAssets', '/nowhere',
];
const views = ['evidence', 'fields', 'findings', 'carriers', 'history'];
const looks = [
  { language: 'zh', dark: false, viewport: { width: 1440, height: 900 } },
  { language: 'zh', dark: true, viewport: { width: 1920, height: 1080 } },
  { language: 'en', dark: false, viewport: { width: 1280, height: 720 } },
  { language: 'en', dark: true, viewport: { width: 720, height: 450 } }, // 1440 × 900 at 200 %
];

async function inspect(visitor, path, look, check) {
  await visitor.go(path);
  for (const fault of await axeFaults(visitor.page)) check(false, `${path} ${look.dark ? 'dark' : 'light'} ${look.language}: ${fault}`);
  const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  check(!wide, `${path} ${look.language} ${look.viewport.width}: the page scrolls sideways`);
}

await run('pages', async ({ server, visit, check, step }) => {
  const first = await visit();
  const links = await setUp(first, server.setupPath());
  await addSource(first, { name: '示例工厂', folder: factory });
  await scan(first, '示例工厂');
  await first.go('/assets?tab=all');
  await first.page.getByRole('button', { name: /^证据：/ }).first().click();
  await first.page.waitForURL(/asset=/);
  const asset = new URL(first.page.url()).searchParams.get('asset');

  const people = [
    { login: 'chenlx', pages: [...officerPages, ...views.map((view) => `/assets?tab=all&asset=${asset}&view=${view}`)] },
    { login: 'lina', name: '李娜', link: links[0], pages: ['/organisations', '/grants', '/rules', '/account'] },
    { login: 'wangmin', name: '王敏', link: links[1], pages: ['/audit', '/account'] },
  ];
  for (const person of people) {
    if (person.link) {
      const newcomer = await visit();
      await useLink(newcomer, person.link, { name: person.name, login: person.login });
      await newcomer.page.getByRole('navigation', { name: '主菜单' }).waitFor();
    }
  }
  for (const look of looks) {
    step(`${look.language} ${look.dark ? 'dark' : 'light'} ${look.viewport.width}`);
    for (const person of people) {
      const visitor = await visit({ ...look, language: 'zh' });
      visitor.expected.add(401);
      await inspect(visitor, '/login', look, check);
      await logIn(visitor, person.login);
      await visitor.page.getByRole('navigation', { name: '主菜单' }).waitFor();
      visitor.expected.delete(401);
      if (look.language === 'en') await visitor.page.getByRole('button', { name: 'EN' }).click();
      await visitor.context.addInitScript((language) => window.location.protocol.startsWith('http') && window.localStorage.setItem('gongdun.language', language), look.language);
      for (const path of person.pages) await inspect(visitor, path, look, check);
      await visitor.page.context().close();
    }
  }
});
