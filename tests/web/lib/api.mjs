// People as programs are: over HTTP, for what a test needs to stand before its browser opens. Each has a session whose cookie a browser may take over.
import { password } from './people.mjs';

export class Caller {
  constructor(base) {
    this.base = base;
    this.cookie = '';
    this.csrf = '';
  }

  async ask(method, path, body, headers = {}) {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: { Accept: 'application/json', ...(this.cookie ? { Cookie: `gongdun_session=${this.cookie}` } : {}), ...(method === 'GET' ? {} : { 'X-CSRF-Token': this.csrf }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookie = /gongdun_session=([0-9a-f]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
    if (cookie) this.cookie = cookie;
    const text = await response.text();
    return { status: response.status, etag: response.headers.get('etag'), text, json: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null };
  }

  // The answer of a request that must succeed.
  async do(method, path, body, headers) {
    const answer = await this.ask(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 400)}`);
    return answer.json;
  }

  async useLink(token, { name, login, organisation }) {
    const made = await this.do('POST', '/setup', { token, login, name, password, ...(organisation ? { organisation } : {}) });
    this.take(made.session);
    return made;
  }

  async logIn(login, more = {}) {
    this.take(await this.do('POST', '/session', { login, password, ...more }));
    return this;
  }

  take(session) {
    this.session = session;
    this.csrf = session.csrf;
  }

  async job(job) {
    for (let n = 0; n < 1200; n += 1) {
      const now = await this.do('GET', `/jobs/${job.id}`);
      if (!['queued', 'running'].includes(now.state)) return now;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`job ${job.id} does not end`);
  }

  async scan(folder, name) {
    const source = await this.do('POST', '/sources', { name, kind: 'folder', address: folder });
    const job = await this.job(await this.do('POST', `/sources/${source.id}/scan`));
    if (job.state !== 'done') throw new Error(JSON.stringify(job));
    return source;
  }
}

const tokenOf = (path) => path.split('token=')[1];

// The three administrators of a fresh node. The first is data-security officer too.
export async function administrators(server) {
  const officer = new Caller(server.base);
  const made = await officer.useLink(tokenOf(server.setupPath()), { name: '陈立新', login: 'chenlx', organisation: '示例钢铁有限公司' });
  const security = new Caller(server.base), auditor = new Caller(server.base);
  await security.useLink(tokenOf(made.invitations[0].path), { name: '李娜', login: 'lina' });
  await auditor.useLink(tokenOf(made.invitations[1].path), { name: '王敏', login: 'wangmin' });
  return { officer, security, auditor };
}

// Somebody with one role over the whole organisation, and everything up to core data.
export async function newPerson({ officer, security }, { name, login, role, ceiling = 'core' }) {
  const link = await officer.do('POST', '/invitations', { name });
  const person = new Caller(officer.base);
  await person.useLink(tokenOf(link.path), { name, login });
  if (role) {
    const organisation = (await security.do('GET', '/organisations')).items[0].id;
    await security.do('POST', '/grants', { person: person.session.person.id, role, organisation, edge: 'territory', ceiling });
  }
  return person.logIn(login);
}
