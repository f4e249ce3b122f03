import { type ChildProcess, spawn } from 'node:child_process';
import { check } from '../suites/check.ts';
import type { Bench, Figure } from './figure.ts';

const seeds = 50;
const secret = 'f4Wn8JzRq1XvT6bKh3LmC9sGd2PyUe5A';
const examples = {
  express: ['node', 'examples/express/server.mjs'],
  fastify: ['node', 'examples/fastify/server.mjs'],
  python: ['python3', 'examples/python/server.py'],
} as const;

/** Every example is right: whatever is found in one is a false alarm. */
export const falseAlarms: Bench = async () => {
  const figures: Figure[] = [];
  for (const [name, [command, file]] of Object.entries(examples))
    figures.push(await judgeExample(name, command, file));
  return figures;
};

async function judgeExample(name: string, command: string, file: string): Promise<Figure> {
  const child = spawn(command, [file], {
    env: { ...process.env, PORT: '0', YCM_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listening(child);
  let alarms = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const report = await check({
      url,
      secret,
      seed,
      vary: isVaried(seed),
      observeUrl: new URL('/state?sn={sn}', url).href.replace('%7B', '{').replace('%7D', '}'),
    });
    for (const { id, verdict, finding, reason } of report.results) {
      if (verdict === 'pass' || verdict === 'skipped') continue;
      alarms += 1;
      process.stderr.write(
        `${name}, seed ${seed}${isVaried(seed) ? ' varied' : ''}: ${verdict} ${id}: ${finding?.actual ?? reason}\n`,
      );
    }
  }
  child.kill();
  return {
    what: `false alarms on the ${name} example`,
    value: alarms,
    unit: 'of them',
    atMost: 0,
    how: `${seeds} seeds, every other with a varied profile`,
  };
}

function isVaried(seed: number): boolean {
  return seed % 2 === 0;
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
