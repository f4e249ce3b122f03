import { describe, expect, it } from 'vitest';
import { env } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd } from './send-driver.ts';

describe('a usage error', () => {
  const url = 'http://127.0.0.1:9/webhook';
  it.each([
    [['send'], 'no receiver: give its URL'],
    [['send', url, '--resume'], 'give its file with --journal'],
    [['send', url, '--resume', '--journal', 'absent.jsonl'], 'the journal absent.jsonl does not exist'],
    [['send', url, '--webhooks', 'w.json'], 'leave out a URL'],
    [['send', 'nonsense'], 'is not a valid URL'],
    [['send', 'http://example.com/'], 'give --allow-host example.com'],
    [['send', 'http://169.254.169.254/'], 'never sends'],
    [['send', url, '--event', 'did-change'], 'did you mean did_change?'],
    [['send', url, '--event', 'zzz'], 'use one of test, did_change'],
    [['send', url, '--fault', 'lostack'], 'did you mean lost-ack?'],
    [['send', url, '--fault', 'zzz'], 'use one of missing-signature'],
    [['send', url, '--header', 'X-Signature: a'], 'it is the signature'],
    [['send', url, '--timeout', '11'], 'from 3 to 10'],
    [['send', url, '--retries', '0'], 'from 1 to 5'],
    [['send', url, '--fualt', 'lost-ack'], 'Did you mean --fault?'],
  ])('exits 2 with one sentence: %j', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(argv, { env, cwd });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });

  it('is reported for too many large messages in flight at once', async () => {
    const stdin = Buffer.alloc(64 * 1024 * 1024);
    const argv = ['send', url, '--body', '-', '--no-validate', '--count', '20', '--concurrency', '20'];
    const { exitCode, stderr } = await runCli(argv, { env, cwd, stdin });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('lower it to 16')]);
  });

  it('is reported for a missing secret', async () => {
    const { exitCode, stderr } = await runCli(['send', url], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('YCM_WEBHOOK_SECRET')]);
  });
});
