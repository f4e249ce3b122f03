import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RunHookswitch, rerunAll, wordsOf } from '../../../../bench/support/rerun-all.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import type { Report } from '../../../../schemas/index.ts';
import { howMany } from '../../../support/how-many.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const forgetsAfterBadMessage = brokenReceiver('forgets-after-bad-message');

const secret = 'h3Vn8KqTz5LmXw0RbYc7NsJf2GpAeU9d';
/** Without a report, the error says why. */
const run: RunHookswitch = async (argv, io) => {
  const { stdout, stderr } = await runCli(argv, io);
  return stdout || stderr;
};

/** `npm run bench -- reruns` runs the commands for all receivers. */
const sample = howMany(
  [['applies-duplicates', 'retry/*']],
  [
    ['applies-duplicates', 'retry/*'],
    ['drops-malformed-signature', 'signature/*'],
    ['trimmed-body', 'signature/*'],
    ['marks-before-downstream', '*/*downstream*'],
  ],
);

describe('a printed rerun command', () => {
  it.concurrent.each(sample)('reproduces the failure: %s', { timeout: 120_000 }, async (name, rules) => {
    const receiver = brokenReceiver(name);
    const reruns = receiver ? await rerunAll(receiver, ['--seed', '7', '--rules', rules ?? '*'], run) : [];
    expect(reruns.length).toBeGreaterThan(1);
    expect(reruns.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
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
