// The console in Chromium 86 beside today's: no script error, the same controls to be seen, the same bones, nothing cut off at 1280 × 720. Check 9.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { administrators } from './lib/api.mjs';
import { differences, lookText, ready } from './lib/layout.mjs';
import { fetchOldChromium, OldBrowser } from './lib/old-chromium.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));
const pictures = process.env.PICTURES ?? 'build/web-pictures';
const size = { width: 1280, height: 720 };
const pixels = 14; // fonts are laid out a little differently; a missing gap or an unstyled page is far more

const { binary, why } = fetchOldChromium();
if (!binary) console.log(`chromium86: SKIPPED, ${why}`);
else
  await run('chromium86', async ({ server, visit, check, step }) => {
    const { officer } = await administrators(server);
    await officer.scan(factory, '示例工厂');
    const asset = (await officer.do('GET', '/assets?grade=important&limit=1')).items[0].id;
    const visitor = await (await visit({ viewport: size })).enter(officer);
    const old = await OldBrowser.start(binary, size);
    step(old.version);
    check(/\/86\./.test(old.version), `not Chromium 86: ${old.version}`);
    mkdirSync(pictures, { recursive: true });
    try {
      await old.go(`${server.base}/login`, ready);
      await old.picture(`${pictures}/chromium86-login.png`);
      await old.send('Network.setCookie', { name: 'gongdun_session', value: officer.cookie, url: server.base });
      old.faults = [];
      for (const path of ['/', '/assets?tab=all', `/assets?tab=all&asset=${asset}`, '/sources', '/sources?add=1', '/catalog', '/personal', '/flows', '/credentials', '/reports', '/rules?tab=rules', '/people', '/node', '/account', '/help/api?op=listAssets']) {
        step(path);
        await visitor.go(path);
        if (/add=1/.test(path)) await visitor.page.getByRole('dialog').waitFor();
        await visitor.page.waitForTimeout(400);
        const now = await visitor.page.evaluate(lookText);
        const more = /asset=/.test(path) ? ` && document.querySelector('.ant-drawer .kv')` : /add=1/.test(path) ? ` && document.querySelector('.ant-modal input')` : '';
        await old.go(server.base + path, `Boolean(${ready}${more})`);
        const then = await old.evaluate(lookText);
        await old.picture(`${pictures}/chromium86${path.replace(/\W+/g, '-')}.png`);
        for (const fault of old.faults.splice(0)) check(false, `${path}: ${fault}`);
        const gone = now.controls.filter((one) => !then.controls.includes(one));
        check(gone.length === 0, `${path}: not to be seen in Chromium 86: ${gone.slice(0, 6)}`);
        check(then.cut.length === 0, `${path}: Chromium 86 cuts ${then.cut.slice(0, 6)}`);
        check(now.cut.length === 0, `${path}: cut at 1280 × 720: ${now.cut.slice(0, 6)}`);
        check(now.scrolled.length === 0 && then.scrolled.length === 0, `${path}: a table scrolls sideways at 1280: ${now.scrolled} / ${then.scrolled}`);
        check(!then.sideways, `${path}: Chromium 86 scrolls sideways`);
        const moved = differences(now.landmarks, then.landmarks, pixels);
        check(moved.length === 0, `${path}: otherwise in Chromium 86: ${moved.slice(0, 6).join('; ')}`);
        check(then.off.length === 0, `${path}: colours in Chromium 86: ${then.off.slice(0, 4).join('; ')}`);
      }
    } finally {
      await old.stop();
    }
    // The bundle speaks no younger script: what 86 cannot parse would have ended above; this names the file.
    const assets = fileURLToPath(new URL('../../web/dist/assets', import.meta.url));
    for (const name of readdirSync(assets).filter((one) => one.endsWith('.js'))) {
      const text = readFileSync(`${assets}/${name}`, 'utf8');
      check(!/[\w$)\]]\s*(\?\?=|\|\|=|&&=)\s*[\w$[({"'!]/.test(text), `${name}: logical assignment, which Chromium 85 brought`);
      check(!/\bstatic\s*\{/.test(text), `${name}: static blocks, which Chromium 94 brought`);
      check(!/\.replaceAll\(|\.at\(-\d|structuredClone\(|Object\.hasOwn\(/.test(text) || !/index-/.test(name), `${name}: calls Chromium 86 may lack`);
    }
  });
