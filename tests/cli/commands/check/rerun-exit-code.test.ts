import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../bench/support/rerun-all.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
/** A rule that a receiver should pass. */
const rule = 'signature/rejects-other-encoding';

const formats = ['json', 'markdown', 'github', 'html', 'junit', 'ctrf', 'ndjson'];
/** Every output that shows a rerun command, by the arguments that print it. */
const outputs = [[], ['--agent'], ['--json'], ...formats.map((name) => ['--report', `${name}=-`])].map(
  (argv) => [argv.join(' ') || 'text', argv] as const,
);

describe('a printed rerun command', () => {
  it('ends with the exit code of a check whose configuration file sets failOn', async () => {
    await withReceiver(async (url, io) => {
      const argv = ['check', url, '--rules', rule, '--config', 'strict.json', '--report', 'json=-'];
      const { exitCode, stdout } = await runCli(argv, io);
      expect(exitCode, stdout).toBe(1);
      const { rerun } = JSON.parse(stdout).results[0];
      expect((await runCli(wordsOf(rerun), io)).exitCode, rerun).toBe(1);
    });
  });

  it.each(outputs)('keeps --fail-on in the output %s', async (_name, argv) => {
    await withReceiver(async (url, io) => {
      const { stdout } = await runCli(['check', url, '--rules', rule, '--fail-on', 'should', ...argv], io);
      // JSON escapes quotes, and HTML marks the parts of a command.
      const plain = stdout.replaceAll(/<[^>]*>|\\/g, '');
      expect(plain).toMatch(/npx hookswitch check \S+ --fail-on should --rules/);
    });
  });
});

async function withReceiver(
  use: (url: string, io: { cwd: string; env: NodeJS.ProcessEnv }) => Promise<void>,
): Promise<void> {
  const broken = brokenReceiver('hex-accepted-too');
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-rerun-'));
  writeFileSync(join(cwd, 'strict.json'), JSON.stringify({ failOn: 'should' }));
  const receiver = await serve(broken.create({ secret }));
  await use(receiver.url, { cwd, env: { YCM_WEBHOOK_SECRET: secret } });
}
