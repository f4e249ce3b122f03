import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { env, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd, sendTo } from './send-driver.ts';

describe('send --journal', () => {
  it('records every delivery, and --resume continues where a run stopped', async () => {
    const journal = join(mkdtempSync(join(tmpdir(), 'hookswitch-journal-')), 'deliveries.jsonl');
    const controller = new AbortController();
    await withReceiver(
      (response, _, n) => void (n > 2 && response.end()),
      async ({ url, requests }) => {
        const argv = ['send', url, '--event', 'did_change', '--journal', journal];
        const options = { env, cwd, signal: controller.signal };
        const running = runCli([...argv, '--count', '5', '--concurrency', '2'], options);
        await expect.poll(() => requests.length).toBe(2);
        controller.abort();
        const { exitCode, stdout } = await running;
        expect([exitCode, stdout]).toEqual([
          130,
          expect.stringContaining('add --resume to the same command'),
        ]);
        expect(stdout).toContain("3 messages were not started, so --resume doesn't send them");
        const elsewhere = await runCli(['send', 'http://127.0.0.1:1/', '--journal', journal, '--resume'], {
          env,
          cwd,
        });
        expect(elsewhere.stdout).toContain(
          `other messages are pending for ${url}; to send them, use --resume with that URL`,
        );
        const next = await runCli([...argv, '--profile', 'quick.json'], { env, cwd });
        expect(next.stdout).toContain(
          '2 messages from an earlier run are still pending in the journal; --resume',
        );
        const resumed = await runCli([...argv, '--resume'], { env, cwd });
        expect(resumed.exitCode).toBe(0);
        expect(resumed.stdout).toContain('(attempt 2 of 4)');
        expect(resumed.stdout).toContain('2 messages: 2 acknowledged, 0 not acknowledged');
        const bodies = requests.map(({ body }) => body.toString());
        expect(new Set(bodies.slice(3))).toEqual(new Set(bodies.slice(0, 2)));
        const again = await runCli([...argv, '--resume'], { env, cwd });
        expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining('pending messages (0)')]);
      },
    );
  });

  it('says in one sentence that a file is not a journal', async () => {
    writeFileSync(join(cwd, 'no.txt'), 'not a journal');
    const { exitCode, stderr, requests } = await sendTo(undefined, ['--journal', 'no.txt']);
    expect([exitCode, requests]).toEqual([2, []]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
