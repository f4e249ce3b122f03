import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Example {
  readonly folder: string;
  /** The receiver under test. */
  readonly receiver: string;
  /** The commands from the README, for a copy of the folder. */
  readonly command: (folder: string) => readonly string[];
  /** The number of tests, and how many of them a broken receiver fails. */
  readonly tests: number;
  readonly failing: number;
}

const examples: readonly Example[] = [
  {
    folder: 'examples/node-test',
    receiver: 'receiver.mjs',
    command: (folder) => [process.execPath, '--test', join(folder, 'receiver.test.mjs')],
    tests: 6,
    failing: 5,
  },
  {
    folder: 'examples/msw',
    receiver: 'receiver.mjs',
    command: (folder) => [process.execPath, '--test', join(folder, 'receiver.test.mjs')],
    tests: 5,
    failing: 4,
  },
  {
    folder: 'examples/vitest',
    receiver: 'app.mjs',
    command: (folder) => [join(root, 'node_modules/.bin/vitest'), 'run', '--root', folder],
    tests: 6,
    failing: 5,
  },
];

describe.each(examples)('the tests in $folder', ({ folder, receiver, command, tests, failing }) => {
  it.concurrent('pass, and end by themselves', async () => {
    const { exitCode, output } = await run(command(join(root, folder)));
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(new RegExp(`\\b(pass ${tests}|${tests} passed)\\b`));
  });

  it.concurrent('fail for a receiver that accepts forged messages and applies duplicates', async () => {
    // Inside the checkout, so that `import 'hookswitch'` is this package; git ignores it.
    mkdirSync(join(root, '.hookswitch'), { recursive: true });
    const copy = mkdtempSync(join(root, '.hookswitch/example-'));
    try {
      cpSync(join(root, folder), copy, { recursive: true });
      const right = readFileSync(join(copy, receiver), 'utf8');
      const wrong = right
        .replace(/must\(isGenuine\(.*/, '')
        .replace(' || isDeepStrictEqual(other, report)', '');
      writeFileSync(join(copy, receiver), wrong);
      const { exitCode, output } = await run(command(copy));
      expect(exitCode, output).toBe(1);
      for (const rule of ['signature/rejects-missing', 'retry/applies-once']) expect(output).toContain(rule);
      expect(output).toMatch(new RegExp(`\\b(fail ${failing}|${failing} failed)\\b`));
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

async function run([program = '', ...args]: readonly string[]) {
  const env = { PATH: process.env.PATH, NO_COLOR: '1' };
  const child = spawn(program, args, { cwd: root, env, timeout: 100_000 });
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => written.push(bytes));
  }
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output: Buffer.concat(written).toString('utf8') };
}
