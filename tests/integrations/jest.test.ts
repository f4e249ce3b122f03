import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';

const version = '30.5.2';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** A project with Jest from the registry, since nothing else here needs its 270 packages. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-jest-'));
  const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  execFileSync('npm', ['install', ...quietly, `jest@${version}`], { cwd: folder });
  symlinkSync(root, join(folder, 'node_modules', 'hookswitch'));
  mkdirSync(join(folder, 'app'));
  cpSync(join(root, 'examples/node-test/receiver.mjs'), join(folder, 'app/receiver.mjs'));
  return folder;
}

const test = `import 'hookswitch/jest';
import { createReceiver } from './app/receiver.mjs';

const secret = 'HookswitchExampleSecret32Letters';
const options = (listener) => ({ receiver: listener, receiverPath: '/webhook', secret, rules: ['signature/rejects-*'] });

test('correct', async () => {
  await expect(options(createReceiver(secret).listener)).toBeCorrectReceiver();
});

test('broken', async () => {
  await expect(options((request, response) => request.resume().on('end', () => response.end()))).toBeCorrectReceiver();
});
`;

/** The same `expect`, imported. */
const imported = `import { expect as importedExpect } from '@jest/globals';
${test.replaceAll('await expect', 'await importedExpect')}`;

const typed = `import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import 'hookswitch/jest';

test('typed', async () => {
  const options = { receiver: createServer(), secret: 'HookswitchExampleSecret32Letters' };
  await expect(options).toBeCorrectReceiver();
  const checked: Promise<void> = expect(options).not.toBeCorrectReceiver();
  // @ts-expect-error There is no such matcher.
  await expect(options).toBeCorectReceiver();
  return checked;
});
`;

let cwd: string;
beforeAll(() => {
  cwd = project();
}, 600_000);

it.each([
  ['global', test, 12],
  ['imported', imported, 13],
])(
  'adds its matcher to the %s expect of Jest, which locates a failure at the line of the test',
  async (name, text, line) => {
    writeFileSync(join(cwd, `${name}.test.mjs`), text);
    const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', NO_COLOR: '1' };
    const argv = ['node_modules/jest/bin/jest.js', '--testMatch', `**/${name}.test.mjs`, '--rootDir', cwd];
    const running = promisify(execFile)(process.execPath, argv, { cwd, env });
    const { stderr } = (await running.catch((error: unknown) => error)) as { stderr: string };
    expect(stderr).toContain('✓ correct');
    expect(stderr).toContain('✕ broken');
    expect(stderr).toContain("✗ Your receiver doesn't check signatures");
    expect(stderr).toContain(`${name}.test.mjs:${line}:`);
    expect(stderr).toContain('1 failed, 1 passed, 2 total');
  },
);

it.each(['typescript', 'typescript7'])(
  'adds its matcher to the expect of @jest/globals, for %s',
  (compiler) => {
    writeFileSync(join(cwd, 'typed.test.ts'), typed);
    const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
    // As if the package were installed, and with the types of every package checked.
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--preserveSymlinks'];
    const { stdout, status } = spawnSync(process.execPath, [tsc, ...options, 'typed.test.ts'], {
      cwd,
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  },
);
