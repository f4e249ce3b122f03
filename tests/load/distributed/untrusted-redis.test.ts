import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis } from '../../../bench/support/redis-server.ts';
import { bundleCli } from '../../support/bundle.ts';
import { env, withReceiver } from '../../support/recording-receiver.ts';
import { capture, deafen, feedCopies, replay } from './attacker.ts';
import { loadVia, startWorker, stopWorkers, withClient } from './driver.ts';

let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  stopWorkers();
  await redis.stop();
});

const aLoad = ['--rate', '100', '--duration', '3s'];
/** Workers give up on a coordinator that does not answer, and stop within 10 s when it is silent. */
const silentMs = 10_000;

describe.concurrent('workers on a Redis that others can write to', () => {
  it('send nothing from an earlier load, neither the same worker nor a new one', async () => {
    const url = redis.url();
    const same = await startWorker(url, 'same');
    await withReceiver(undefined, async (receiver) => {
      const [ran, captured] = await capture(url, () => loadVia(receiver.url, url, aLoad));
      expect(ran.report.ended).toBe('done');
      // Jobs disappear when they are done: on a busy machine some are gone before they are seen.
      expect(captured.slices.size).toBeGreaterThan(0);
      const before = receiver.requests.length;
      const fresh = await startWorker(url, 'fresh');
      const isOver = new AbortController();
      const replaying = replay(url, captured, ['same', 'same-2', 'fresh', 'fresh-2'], isOver.signal);
      await sleep(silentMs + 4000);
      isOver.abort();
      await replaying;
      expect(receiver.requests.length - before).toBe(0);
      fresh.child.kill('SIGINT');
      expect((await fresh.ended).output).toMatch(
        /Not joining the load: the coordinator did not respond within 10 s; this load may be left over from an earlier run/,
      );
      // A refused worker takes part in the next load.
      const next = await loadVia(receiver.url, url, aLoad);
      expect([next.exitCode, next.report.messages.genuine.sent]).toEqual([0, 300]);
      same.child.kill('SIGINT');
    });
  });

  it('send no slice twice, however often it is queued, and none that was tampered with', async () => {
    const url = redis.url();
    const worker = await startWorker(url, 'only', ['--once']);
    await withReceiver(undefined, async (receiver) => {
      const isOver = new AbortController();
      const feeding = feedCopies(url, isOver.signal);
      const { report } = await loadVia(receiver.url, url, aLoad);
      isOver.abort();
      expect(await feeding).toBeGreaterThan(2);
      expect(report.messages.genuine.sent).toBe(300);
      // A slice that a worker lost while its machine was busy counts as possibly sent twice.
      expect(receiver.requests.length - 300 - report.retries).toBeLessThanOrEqual(
        report.maybeSentTwice?.deliveries ?? 0,
      );
    });
    expect((await worker.ended).output).toContain('300 messages sent');
  });

  it('stop within 10 s when their coordinator is silent, even if its announcement and slices are kept alive', async ({
    expect,
  }) => {
    const url = redis.url();
    const worker = await startWorker(url, 'left', ['--once']);
    await withReceiver(undefined, async (receiver) => {
      const argv = [
        'load',
        receiver.url,
        '--via',
        url,
        '--rate',
        '50',
        '--duration',
        '1h',
        '--arrivals',
        'even',
      ];
      const coordinator = spawn(process.execPath, [await bundleCli(), ...argv], {
        env: { PATH: process.env.PATH, ...env },
        stdio: 'ignore',
      });
      await expect.poll(() => receiver.requests.length).toBeGreaterThan(10);
      const announcement = await withClient(url, (client) => client.get('hookswitch:run'));
      coordinator.kill('SIGKILL');
      await once(coordinator, 'exit');
      const isOver = new AbortController();
      const keeping = withClient(url, async (client) => {
        while (!isOver.signal.aborted) {
          await client.set('hookswitch:run', announcement ?? '', 'PX', 15_000);
          await sleep(100);
        }
      });
      const { output } = await Promise.race([
        worker.ended,
        sleep(40_000).then(() => ({ output: 'it goes on' })),
      ]);
      isOver.abort();
      await keeping;
      expect(output).toContain('the coordinator was silent for 10 s');
    });
  });

  it('stop by themselves when their messages fail, even if their coordinator does not learn of it', async () => {
    const url = redis.url();
    const worker = await startWorker(url, 'deafened', ['--once']);
    const answer = (response: { statusCode: number; end(): void }) => {
      response.statusCode = 503;
      response.end();
    };
    await withReceiver(answer, async (receiver) => {
      const isOver = new AbortController();
      const deafening = deafen(url, isOver.signal);
      const abort = new AbortController();
      const flags = ['--rate', '100', '--duration', '1h', '--abort-on', '50%'];
      const loading = loadVia(receiver.url, url, flags, { signal: abort.signal });
      const { output } = await Promise.race([
        worker.ended,
        sleep(60_000).then(() => ({ output: 'it goes on' })),
      ]);
      abort.abort();
      await loading;
      isOver.abort();
      await deafening;
      expect(output).toMatch(/of recent attempts failed, more than 50% \(--abort-on\)/);
    });
  });
});
