import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

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

it('adds its matcher to Jest, which locates a failure at the line of the test', async () => {
  const cwd = project();
  writeFileSync(join(cwd, 'receiver.test.mjs'), test);
  const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', NO_COLOR: '1' };
  const argv = ['node_modules/jest/bin/jest.js', '--testMatch', '**/*.test.mjs', '--rootDir', cwd];
  const running = promisify(execFile)(process.execPath, argv, { cwd, env });
  const { stderr } = (await running.catch((error: unknown) => error)) as { stderr: string };
  expect(stderr).toContain('✓ correct');
  expect(stderr).toContain('✕ broken');
  expect(stderr).toContain("✗ Your receiver doesn't check signatures");
  expect(stderr).toMatch(/at .*receiver\.test\.mjs:12:\d+/);
  expect(stderr).toContain('1 failed, 1 passed, 2 total');
});
