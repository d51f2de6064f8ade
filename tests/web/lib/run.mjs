// Runs the steps of a test one after the other and prints what failed. A step that throws ends the test; its picture is kept.
import { mkdirSync } from 'node:fs';
import { openBrowser, Visitor } from './browser.mjs';
import { startServer } from './server.mjs';

const pictures = process.env.PICTURES ?? 'build/web-pictures';

export async function run(title, body, options = {}) {
  const server = await startServer(options);
  const browser = await openBrowser();
  const visitors = [];
  const visit = async (options) => {
    const visitor = await Visitor.open(browser, server.base, options);
    visitors.push(visitor);
    return visitor;
  };
  const faults = [];
  const check = (good, what) => {
    if (good) return;
    faults.push(what);
    console.error(`  ! ${what}`);
  };
  try {
    await body({ server, visit, check, step: (what) => console.log(`  ${what}`) });
  } catch (error) {
    faults.push(error.stack ?? String(error));
    mkdirSync(pictures, { recursive: true });
    for (const [n, visitor] of visitors.entries()) await visitor.page.screenshot({ path: `${pictures}/${title}-${n}.png` }).catch(() => undefined);
  } finally {
    await browser.close();
    await server.stop();
  }
  for (const visitor of visitors) faults.push(...visitor.faults);
  if (faults.length) {
    console.error(`${title}: ${faults.length} faults\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    process.exitCode = 1;
  } else {
    console.log(`${title}: ok`);
  }
}
