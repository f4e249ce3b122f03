import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../suites/index.ts';
import type { Bench } from './figure.ts';

const defaultRuns = 200;
const secret = 'f4Wn8JzRq1XvT6bKh3LmC9sGd2PyUe5A';
/** What is late here is late because of the machine. */
const settings = { timeoutSeconds: 10 };
const examples = {
  express: ['node', 'examples/express/server.mjs'],
  fastify: ['node', 'examples/fastify/server.mjs'],
  python: ['python3', 'examples/python/server.py'],
} as const;
const names = Object.keys(examples) as (keyof typeof examples)[];

/** Every example is right: whatever is found in one is a false alarm. Each run has a seed of its own, and every other a varied profile. */
export const falseAlarms: Bench = async (runs = defaultRuns) => {
  const seedsOf = (which: number) =>
    Array.from({ length: runs }, (_, n) => n + 1).filter((seed) => seed % names.length === which);
  const alarms = await Promise.all(names.map((name, which) => checkExample(name, seedsOf(which))));
  return names.map((name, which) => ({
    what: `false alarms on the ${name} example`,
    value: alarms[which] ?? 0,
    unit: 'of them',
    atMost: 0,
    how: `${seedsOf(which).length} of ${runs} runs, each with a seed of its own, every other with a varied profile`,
  }));
};

async function checkExample(name: keyof typeof examples, seeds: readonly number[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-bench-'));
  let alarms = 0;
  for (const seed of seeds) {
    const example = await startExample(name, join(folder, `${seed}.jsonl`));
    const { url } = example;
    const vary = Math.floor(seed / names.length) % 2 === 1;
    const observeUrl = `${new URL(url).origin}/state?sn={sn}`;
    const { results } = await check({ url, secret, seed, vary, observeUrl, settings, restart: example });
    await example.kill();
    for (const { id, verdict, finding, reason } of results) {
      if (verdict === 'pass' || verdict === 'skipped') continue;
      alarms += 1;
      const how = `${name}, seed ${seed}${vary ? ', varied' : ''}`;
      process.stderr.write(`${how}: ${verdict} ${id}: ${finding?.actual ?? reason}\n`);
    }
  }
  rmSync(folder, { recursive: true });
  return alarms;
}

/** An example that can be killed and started again at the same port. */
async function startExample(name: keyof typeof examples, stateFile: string) {
  const [command, file] = examples[name];
  const start = async (port: string) => {
    const env = { ...process.env, PORT: port, YCM_WEBHOOK_SECRET: secret, STATE_FILE: stateFile };
    child = spawn(command, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    return listening(child);
  };
  let child: ChildProcess;
  const url = await start('0');
  return {
    url,
    async kill() {
      child.removeAllListeners('exit').kill('SIGKILL');
      await once(child, 'exit');
    },
    start: async () => void (await start(new URL(url).port)),
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`an example ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const url = /listening on (\S+)/.exec(chunk.toString())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
