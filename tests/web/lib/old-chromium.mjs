// Chromium 86, the oldest browser the console promises to work in: the binary inside the npm package chrome-aws-lambda 5.3.1, fetched into a cache
// folder (GONGDUN_CACHE, else ~/.cache/gongdun) for this test only and run with the machine's own libraries. Too old for today's drivers, it is spoken to in
// the bare DevTools protocol over pipes.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const packageName = 'chrome-aws-lambda@5.3.1';
const patience = 30_000;

// The path of the binary, or why there is none.
export function fetchOldChromium() {
  const folder = join(process.env.GONGDUN_CACHE ?? join(homedir(), '.cache', 'gongdun'), 'chromium-86');
  const binary = join(folder, 'chromium');
  try {
    if (!existsSync(binary)) {
      mkdirSync(folder, { recursive: true });
      execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', packageName], { stdio: 'pipe', timeout: 180_000 });
      writeFileSync(`${binary}.part`, brotliDecompressSync(readFileSync(join(folder, 'node_modules/chrome-aws-lambda/bin/chromium.br'))));
      chmodSync(`${binary}.part`, 0o755);
      renameSync(`${binary}.part`, binary);
      rmSync(join(folder, 'node_modules'), { recursive: true });
    }
    const missing = execFileSync('ldd', [binary], { encoding: 'utf8' }).split('\n').filter((line) => line.includes('not found'));
    if (missing.length) return { why: `libraries are missing: ${missing.map((line) => line.trim().split(' ')[0]).join(', ')}` };
    return { binary };
  } catch (error) {
    return { why: `${packageName} could not be had: ${String(error.message).split('\n')[0]}` };
  }
}

export class OldBrowser {
  static async start(binary, { width = 1280, height = 720 } = {}) {
    const browser = new OldBrowser();
    browser.profile = mkdtempSync(join(tmpdir(), 'gongdun-86-'));
    browser.child = spawn(binary, ['--headless', '--no-sandbox', '--no-zygote', '--single-process', '--disable-gpu', '--hide-scrollbars', '--lang=zh-CN', `--window-size=${width},${height}`, `--user-data-dir=${browser.profile}`, '--remote-debugging-pipe', 'about:blank'], {
      env: { ...process.env, HOME: browser.profile, LANG: 'C.UTF-8' },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    browser.waiting = new Map();
    browser.next = 0;
    browser.faults = [];
    let rest = '';
    browser.child.stdio[4].on('data', (bytes) => {
      const pieces = (rest + bytes).split('\0');
      rest = pieces.pop();
      for (const piece of pieces) browser.take(JSON.parse(piece));
    });
    browser.child.on('exit', () => browser.waiting.forEach(({ reject }) => reject(new Error('the old browser ended'))));
    browser.version = (await browser.send('Browser.getVersion')).product;
    const { targetInfos } = await browser.send('Target.getTargets');
    const page = targetInfos.find(({ type }) => type === 'page') ?? (await browser.send('Target.createTarget', { url: 'about:blank' }));
    browser.session = (await browser.send('Target.attachToTarget', { targetId: page.targetId, flatten: true })).sessionId;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.send(`${domain}.enable`);
    await browser.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    return browser;
  }

  take({ id, result, error, method, params }) {
    if (id !== undefined) {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    } else if (method === 'Runtime.exceptionThrown') this.faults.push(`exception: ${params.exceptionDetails.exception?.description ?? params.exceptionDetails.text}`.slice(0, 300));
    else if (method === 'Runtime.consoleAPICalled' && params.type === 'error') this.faults.push(`console: ${params.args.map((one) => one.value ?? one.description).join(' ')}`.slice(0, 300));
    else if (method === 'Log.entryAdded' && params.entry.level === 'error') this.faults.push(`log: ${params.entry.text} ${params.entry.url ?? ''}`.slice(0, 300));
  }

  send(method, params = {}) {
    this.next += 1;
    const id = this.next;
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => reject(new Error(`${method} does not answer`)), patience);
      const end = (act) => (value) => {
        clearTimeout(clock);
        act(value);
      };
      this.waiting.set(id, { resolve: end(resolve), reject: end(reject) });
      this.child.stdio[3].write(`${JSON.stringify({ id, method, params, ...(this.session ? { sessionId: this.session } : {}) })}\0`);
    });
  }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async go(url, ready) {
    await this.send('Page.navigate', { url });
    const deadline = Date.now() + patience;
    while (!(await this.evaluate(ready).catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`${url} does not get ready: ${await this.evaluate('document.body.innerText.slice(0, 200)')} ${this.faults.slice(-3)}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
  }

  async picture(path) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(path, Buffer.from(data, 'base64'));
  }

  async stop() {
    this.child.kill('SIGKILL');
    await new Promise((resolve) => this.child.once('exit', resolve));
    rmSync(this.profile, { recursive: true, force: true });
  }
}
