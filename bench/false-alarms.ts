import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { check } from '../suites/index.ts';
import type { Bench } from './figure.ts';
import { inFolder } from './support/in-folder.ts';

const defaultRuns = 200;
const secret = 'f4Wn8JzRq1XvT6bKh3LmC9sGd2PyUe5A';
const previousSecret = 'Vd5Jt2YsPx9QwA7mNc4RkH1ZgF8LbE3u';
const examples = {
  express: ['node', 'examples/express/server.mjs'],
  fastify: ['node', 'examples/fastify/server.mjs'],
  python: ['python3', 'examples/python/server.py'],
} as const;
const names = Object.keys(examples) as (keyof typeof examples)[];

/**
 * All examples are correct, so every finding is a false alarm. Each is checked with everything it supports, with each seed, and every other
 * time with a varied profile.
 */
export const falseAlarms: Bench = async (runs = defaultRuns) => {
  const alarms = await Promise.all(
    names.map((name) => inFolder((folder) => checkExample(name, runs, folder))),
  );
  return names.map((name, which) => ({
    what: `false alarms on the ${name} example`,
    value: alarms[which] ?? 0,
    unit: 'of them',
    atMost: 0,
    how: `${runs} runs, each with another seed, every other one with a varied profile`,
  }));
};

async function checkExample(name: keyof typeof examples, runs: number, folder: string): Promise<number> {
  let alarms = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const example = await startExample(name, join(folder, `${seed}.jsonl`));
    const { url } = example;
    const vary = seed % 2 === 0;
    const observeUrl = `${new URL(url).origin}/state?sn={sn}`;
    const { results } = await check({
      url,
      secret,
      previousSecret,
      seed,
      vary,
      observeUrl,
      restart: example,
    });
    await example.kill();
    for (const { id, verdict, finding, reason } of results) {
      if (verdict === 'pass' || verdict === 'skipped') continue;
      alarms += 1;
      const how = `${name}, seed ${seed}${vary ? ', varied' : ''}`;
      process.stderr.write(`${how}: ${verdict} ${id}: ${finding?.actual ?? reason}\n`);
    }
  }
  return alarms;
}

/** An example that can be killed and restarted at the same port. */
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
