// A browser page that remembers everything that must not happen: console errors, policy violations, requests to other hosts, 5xx, raw keys.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
export const axeSource = require('axe-core').source;

// What a person must never read on a page.
const oddText = /\bundefined\b|\bNaN\b|\[object |1970-01-01|Invalid Date/;

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}; set CHROMIUM`);
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

export class Visitor {
  faults = [];
  where = '';
  flying = new Set(); // requests under way; the stream of events never ends
  expected = new Set(); // status codes a step provokes on purpose
  friends = []; // other addresses a step goes to on purpose: an identity provider

  static async open(browser, base, { dark = false, language = 'zh', viewport = { width: 1440, height: 900 } } = {}) {
    const visitor = new Visitor();
    visitor.base = base;
    visitor.context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light', locale: 'zh-CN', acceptDownloads: true, ignoreHTTPSErrors: true });
    await visitor.context.addInitScript((code) => {
      try {
        window.localStorage.setItem('gongdun.language', code);
      } catch {
        // about:blank has no storage
      }
    }, language);
    visitor.page = await visitor.context.newPage();
    visitor.watch(visitor.page);
    return visitor;
  }

  fault(text) {
    this.faults.push(`${this.where}: ${text}`);
  }

  isFriend(url) {
    return this.friends.some((friend) => url.startsWith(friend));
  }

  watch(page) {
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      // The browser itself reports every refused request; those are judged by their status below.
      if (/Failed to load resource/.test(message.text()) || this.isFriend(page.url())) return;
      this.fault(`console: ${message.text().slice(0, 300)}`);
    });
    page.on('pageerror', (error) => this.fault(`exception: ${error.message.slice(0, 300)}`));
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => this.flying.delete(request));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.endsWith('/events') && url.startsWith(this.base)) this.flying.add(request);
      if (!url.startsWith(this.base) && !this.isFriend(url) && !/^(data|blob|about):/.test(url)) this.fault(`foreign request: ${url}`);
    });
    page.on('response', (response) => {
      const status = response.status();
      if (status >= 400 && !this.expected.has(status) && !this.isFriend(response.url())) this.fault(`${status} ${response.request().method()} ${response.url()}`);
    });
  }

  // Into the session of somebody who is signed in already.
  async enter(caller) {
    await this.context.addCookies([{ name: 'gongdun_session', value: caller.cookie, url: this.base }]);
    return this;
  }

  async go(path) {
    this.where = path;
    await this.page.goto(this.base + path);
    // A drawer's code comes when it is first opened.
    if (/[?&](asset|scan|rule)=/.test(path)) await this.page.locator('.ant-drawer .kv, .ant-drawer .state[role="alert"]').first().waitFor({ timeout: 20_000 });
    await this.settle();
  }

  // Until nothing is loading any more and the text has been looked at.
  async settle() {
    const { page } = this;
    await page.waitForLoadState('load');
    await page.waitForFunction(() => document.querySelector('#root')?.childElementCount > 0);
    await page.waitForFunction(() => !document.querySelector('.state .ant-spin, .ant-spin-spinning'), null, { timeout: 20_000 });
    // An answer may ask for more: quiet means nothing under way for a while.
    const deadline = Date.now() + 20_000;
    for (let quiet = 0; quiet < 3 && Date.now() < deadline; quiet = this.flying.size ? 0 : quiet + 1) await page.waitForTimeout(80);
    await page.waitForFunction(() => !document.querySelector('.state .ant-spin, .ant-spin-spinning'), null, { timeout: 20_000 });
    await this.readText();
  }

  async readText() {
    const { text, keys } = await this.page.evaluate(() => {
      const words = document.body.innerText;
      // Ids stand in .mono: actions of the audit log look like keys and are data.
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.parentElement?.closest('.mono, script, style') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
      const pieces = [];
      while (walker.nextNode()) pieces.push(walker.currentNode.data);
      return { text: words, keys: pieces.join('\n').match(/\b(?:common|shell|nav|navGroups|states|filters|table|grades|assetStates|assets|batch|decision|fields|workbench|sources|catalog|personal|credentials|reviews|reports|rules|organisations|people|grants|audit|node|account|search|errors|setup|login|oidc|providers|notifications|reminders|roles|permissions|diagnosis)\.[a-z]\w*(?:\.\w+)*\b/g) ?? [] };
    });
    const odd = oddText.exec(text);
    if (odd) this.fault(`text "${text.slice(Math.max(0, odd.index - 30), odd.index + 30)}"`);
    // Permission ids are data on the API side only; on a page any of these is a key without words. File names and rule ids of data have a
    // leaf the resources do not know.
    for (const key of new Set(keys)) if (await this.isKey(key)) this.fault(`raw key ${key}`);
  }

  async isKey(key) {
    const [area, ...path] = key.split('.');
    try {
      let value = require(`./src/i18n/zh/${area}.json`);
      for (const part of path) value = value?.[part];
      return value !== undefined;
    } catch {
      return false;
    }
  }

  async close() {
    await this.context.close();
  }
}
