// The bones of every page at 1920, 1440 and 1280 against tests/web/layout/*.json, in positions and sizes with a tolerance instead of pixels; colours by token;
// nothing cut, in English neither. After a wanted change: UPDATE=1 node tests/web/layout.mjs, and look at what the diff of the JSON says.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { administrators } from './lib/api.mjs';
import { differences, lookText } from './lib/layout.mjs';
import { run } from './lib/run.mjs';

const factory = fileURLToPath(new URL('../../samples/factory', import.meta.url));
const folder = fileURLToPath(new URL('./layout/', import.meta.url));
const update = process.env.UPDATE === '1';
const pixels = 6; // other fonts of the same family, a digit more or less
const pages = {
  officer: ['/', '/sources', '/sources?tab=scans', '/assets', '/assets?tab=all', '/catalog', '/personal', '/flows', '/credentials', '/reviews', '/reports', '/rules', '/rules?tab=rules', '/rules?tab=try', '/people', '/node', '/account', '/help/api'],
  security: ['/organisations', '/grants'],
  auditor: ['/audit'],
};
const widths = [[1920, 1080], [1440, 900], [1280, 720]];

const line = (record) => `{\n${Object.entries(record).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n}`;

await run('layout', async ({ server, visit, check, step }) => {
  const people = await administrators(server);
  await people.officer.scan(factory, '示例工厂');
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of widths) {
    step(`${width}`);
    const file = `${folder}${width}.json`;
    const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    const made = {};
    for (const [who, paths] of Object.entries(pages)) {
      for (const dark of width === 1440 ? [false, true] : [false]) {
        const visitor = await (await visit({ viewport: { width, height }, dark })).enter(people[who]);
        for (const path of paths) {
          await visitor.go(path);
          if (path === '/flows') await visitor.page.locator('canvas').waitFor();
          const now = await visitor.page.evaluate(lookText);
          const at = `${path} ${width}${dark ? ' dark' : ''}`;
          check(now.off.length === 0, `${at}: ${now.off.join('; ')}`);
          check(now.cut.length === 0, `${at}: ${now.cut.slice(0, 5).join('; ')}`);
          check(!now.sideways, `${at}: the page scrolls sideways`);
          check(now.scrolled.length === 0, `${at}: a table scrolls sideways: ${now.scrolled}`);
          if (dark) continue;
          made[path] = now.landmarks;
          if (!update) {
            check(kept[path] !== undefined, `${at}: no baseline (UPDATE=1 makes one)`);
            const moved = differences(kept[path] ?? now.landmarks, now.landmarks, pixels);
            check(moved.length === 0, `${at}: ${moved.slice(0, 5).join('; ')}`);
          }
        }
        await visitor.close();
      }
    }
    if (update) writeFileSync(file, `{\n${Object.entries(made).map(([path, marks]) => `${JSON.stringify(path)}: ${line(marks)}`).join(',\n')}\n}\n`);
  }
  step('English at 1280 × 720');
  for (const [who, paths] of Object.entries(pages)) {
    const visitor = await (await visit({ viewport: { width: 1280, height: 720 }, language: 'en' })).enter(people[who]);
    for (const path of paths) {
      await visitor.go(path);
      const now = await visitor.page.evaluate(lookText);
      check(now.cut.length === 0, `${path} English: ${now.cut.slice(0, 5).join('; ')}`);
      check(!now.sideways, `${path} English: the page scrolls sideways`);
      check(now.scrolled.length === 0, `${path} English: a table scrolls sideways: ${now.scrolled}`);
    }
    await visitor.close();
  }
});
