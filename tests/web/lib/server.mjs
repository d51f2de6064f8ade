// The real program with a store of its own in a temporary folder, stopped and removed at the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packs = fileURLToPath(new URL('../../../packs', import.meta.url));
const startTimeout = 30_000;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function startServer({ binary = process.env.GONGDUN ?? 'build/release/gongdun', args = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gongdun-web-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let child, output = '', ended = null;
  const begin = () => {
    ended = null;
    child = spawn(binary, ['serve', '--store', `sqlite:${folder}/gongdun.db`, '--data', `${folder}/data`, '--packs', packs, '--listen', `127.0.0.1:${port}`, ...args], {
      env: { ...process.env, XDG_DATA_HOME: folder, HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const take = (bytes) => (output += bytes);
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code, signal) => (ended = code ?? signal));
  };
  const end = async (signal = 'SIGTERM') => {
    if (ended !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  // On the same port, over the same store.
  const start = async () => {
    begin();
    const deadline = Date.now() + startTimeout;
    for (;;) {
      if (ended !== null) throw new Error(`the server ended with ${ended}:\n${output}`);
      if (Date.now() > deadline) {
        await stop();
        throw new Error(`the server does not answer:\n${output}`);
      }
      const ready = await fetch(`${base}/readyz`).catch(() => null);
      if (ready?.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await start();
  const setupPath = () => /\/setup#token=[\w-]+/.exec(output)?.[0];
  return { base, folder, stop, end, start, setupPath, output: () => output };
}
