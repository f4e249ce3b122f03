import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Rerun,
  type RunHookswitch,
  rerunAll,
  rerunEach,
  wordsOf,
} from '../../../../bench/support/rerun-all.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import type { Report } from '../../../../schemas/index.ts';
import { bundle } from '../../../support/bundle.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';
import { folderWith } from './app-folder.ts';

const forgetsAfterBadMessage = brokenReceiver('forgets-after-bad-message');

const secret = 'h3Vn8KqTz5LmXw0RbYc7NsJf2GpAeU9d';
/** Without a report, the error says why. */
const run: RunHookswitch = async (argv, io) => {
  const { stdout, stderr } = await runCli(argv, io);
  return stdout || stderr;
};

describe('a printed rerun command', () => {
  it.each([
    ['drops-malformed-signature', 'signature/*'],
    ['trimmed-body', 'signature/*'],
    ['marks-before-downstream', '*/*downstream*'],
  ])('reproduces the failure of an app in simulated time: %s', async (name, rules) => {
    const broken = JSON.stringify(await bundle(new URL('broken-app.ts', import.meta.url)));
    const app = `import { appOf } from ${broken}; export const { receiver, observe } = appOf('${name}');`;
    const cwd = folderWith({ 'app.mjs': app });
    const given = ['--app', 'app.mjs#receiver', '--path', '/webhook', '--downstream-port', '4000'];
    const report = async (argv: readonly string[]) =>
      JSON.parse(await run([...argv, '--report', 'json=-'], { cwd, env: {} }));
    expectReproduced(await rerunEach(['check', ...given, '--rules', rules, '--seed', '7'], report));
  });

  /** `npm run bench -- reruns` runs the commands for all receivers. */
  it('reproduces the failure of a command that listens', { timeout: 120_000 }, async () => {
    const flags = ['--seed', '7', '--rules', 'retry/*'];
    expectReproduced(await rerunAll(brokenReceiver('applies-duplicates'), flags, run));
  });

  it.each([
    ['with an id', { id: '01234567' }],
    ['without an id', {}],
  ])('for a sequence in a file %s names the file and reproduces the failure', async (_what, id) => {
    const receiver = await serve(forgetsAfterBadMessage.create({ secret }));
    const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-rerun-'));
    const io = { cwd, env: { YCM_WEBHOOK_SECRET: secret } };
    const found = ['check', receiver.url, '--observe-url', receiver.observeUrl];
    const report = async (argv: readonly string[]): Promise<Report> =>
      JSON.parse((await runCli([...argv, '--report', 'json=-'], io)).stdout);
    const [saved] = (await report([...found, '--rules', 'retry/converges'])).results;
    writeFileSync(
      join(cwd, 'own file.json'),
      JSON.stringify({ ...saved?.finding?.sequence, id: undefined, ...id }),
    );
    const [first] = (await report([...found, '--sequence', 'own file.json'])).results;
    expect(first?.rerun).toContain(" --sequence 'own file.json' ");
    const [again] = (await report(wordsOf(first?.rerun ?? ''))).results;
    expect(again?.verdict).toBe('fail');
  });
});

function expectReproduced(reruns: readonly Rerun[]): void {
  expect(reruns.length).toBeGreaterThan(1);
  expect(reruns.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
}
