import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReference, startExampleReceiver } from '../../../../fixtures/receivers/index.ts';
import { prefix, queueName, runningKey } from '../../../../load/distributed/slice.ts';
import { renderLoadHtml } from '../../../../load/report/html.ts';
import { validate } from '../../../../schemas/index.ts';
import { isGenuine, options } from '../../../load/driver.ts';
import { bundleCli } from '../../../support/bundle.ts';
import { env, secret, status, withReceiver } from '../../../support/recording-receiver.ts';
import { startRedis } from '../../../support/redis-server.ts';
import { runCli } from '../../../support/run-cli.ts';
import { keysIn, loadVia, shownToRedis, startWorker, stopWorkers, withClient } from './driver.ts';

let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  stopWorkers();
  await redis.stop();
});

const anHour = ['--rate', '100', '--duration', '1h'];
/** A coordinator is missed after 10 s, and a worker after 5 s and two checks. */
const silentMs = 20_000;

describe.concurrent('a load by workers on many machines', () => {
  it('ends even if one of two workers is killed halfway, and says what is missing', async () => {
    const url = redis.url();
    const workers = await Promise.all(['a', 'b'].map((name) => startWorker(url, name)));
    const { report, requests, stderr, exitCode } = await withReceiver(
      (response, _request, n) => {
        if (n === 500) workers[1]?.child.kill('SIGKILL');
        response.end();
      },
      async (receiver) => ({
        ...(await loadVia(receiver.url, url, ['--workers', '2', '--rate', '150', '--duration', '10s'])),
        requests: receiver.requests,
      }),
    );
    expect(exitCode).toBe(1);
    expect(validate('load-report', report)).toBeUndefined();
    expect(requests.every(isGenuine)).toBe(true);
    expect(new Set(requests.map(({ body }) => body.toString('base64'))).size).toBe(requests.length);

    const shares = new Map(report.workers?.map((worker) => [worker.name, worker]));
    expect(shares.get('a')).toMatchObject({ due: 750, sent: 750, isLost: false });
    expect(shares.get('b')).toMatchObject({ due: 750, isLost: true });
    const sent = shares.get('b')?.sent ?? 0;
    expect(sent).toBeGreaterThan(50);
    expect(requests.length - 750).toBeGreaterThanOrEqual(sent);
    expect(report).toMatchObject({ due: 1500, unsent: 750 - sent });
    expect(report.messages.genuine.sent).toBe(750 + sent);

    const missing = `worker b died: up to ${750 - sent} of its 750 messages were not sent`;
    expect(report.checks.find(({ name }) => name === 'finished')).toMatchObject({
      verdict: 'fail',
      actual: missing,
    });
    expect(stderr).toMatch(/ {2}b {2}\d+ of 750 messages sent, died\n/);
    expect(renderLoadHtml(report)).toMatch(/<h2>Workers.*died/s);
  });

  it('needs as many workers with the same secret as --workers says', async () => {
    const url = redis.url();
    await startWorker(url, 'stranger', [], { YCM_WEBHOOK_SECRET: 'x7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o' });
    const { exitCode, stderr } = await withReceiver(undefined, (receiver) =>
      loadVia(receiver.url, url, ['--workers', '2', '--wait', '2s']),
    );
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /hookswitch: 0 of 2 workers joined within 2 s: start "hookswitch worker" of the same version, with the same Redis address and secret\n$/,
    );
  });

  it('names a worker that lacks a header of the load', async () => {
    const url = redis.url();
    await startWorker(url, 'bare');
    const flags = ['--header', 'X-Proxy-Key: open-sesame'];
    const { exitCode, stderr } = await withReceiver(undefined, (receiver) =>
      loadVia(receiver.url, url, flags),
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("worker bare can't join: give it the header X-Proxy-Key as well\n");
  });

  it('is sent by no worker to a host that the worker itself does not allow, whoever wrote the job', async ({
    expect,
  }) => {
    const url = redis.url();
    const { child, ended } = await startWorker(url, 'careful', ['--allow-host', 'own.example.com']);
    await withClient(url, async (client) => {
      const name = queueName(secret);
      await client.set(runningKey(name), JSON.stringify({ id: '1', startAt: Date.now() }));
      const queue = new Queue(name, { connection: client, prefix });
      const job = {
        loadId: '1',
        lane: 0,
        lanes: 1,
        method: 'POST',
        headerNames: [],
        insecure: true,
        options,
      };
      for (const target of [
        'https://receiver.example.com/ycm',
        'http://169.254.169.254/latest',
        // Allowed, but this worker's user didn't confirm that it may be load-tested.
        'https://own.example.com/ycm',
        'not a URL',
      ]) {
        await queue.add('slice', { ...job, url: target });
      }
      await queue.add('slice', {});
      await expect.poll(() => queue.getFailedCount(), { timeout: 10_000 }).toBe(5);
      const reasons = (await queue.getFailed()).map(({ failedReason }) => failedReason);
      for (const host of ['receiver.example.com', '169.254.169.254', 'own.example.com'])
        expect(reasons.join('\n')).toContain(host);
      await queue.close();
    });
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    const { exitCode, output } = await ended;
    expect(exitCode).toBe(0);
    expect(output).toMatch(/Not joining the load: .*--allow-host/);
    expect(output).toMatch(/Not joining the load: .*--i-own-this-host/);
    expect(output).not.toMatch(/Load-testing/);
  });

  it('ends at once when it is interrupted while it waits for workers', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 500);
    const { exitCode, report } = await withReceiver(undefined, (receiver) =>
      loadVia(receiver.url, redis.url(), ['--wait', '60s'], { signal: abort.signal }),
    );
    expect(exitCode).toBe(130);
    expect(report).toMatchObject({ verdict: 'interrupted', due: 0, attempts: 0 });
  });

  it('refuses a second load through the same database', async () => {
    const url = redis.url();
    const [first, second] = await withReceiver(undefined, (receiver) =>
      Promise.all(['3s', '3s'].map((wait) => loadVia(receiver.url, url, ['--wait', wait]))),
    );
    const sentences = [first?.stderr, second?.stderr].join('\n');
    expect([first?.exitCode, second?.exitCode]).toEqual([3, 3]);
    expect(sentences).toContain('another load is using Redis');
    expect(sentences).toContain('0 of 1 worker joined');
    expect(await keysIn(url)).toEqual([]);
  });

  it('reports on both sides that Redis requires a password or is gone', async () => {
    const own = await startRedis(['--requirepass', 'hunter2']);
    const url = own.url();
    const without = await runCli(['worker', url], { env });
    expect(without.exitCode).toBe(3);
    expect(without.stderr).toMatch(
      /it rejected the password; set HOOKSWITCH_REDIS_PASSWORD to the Redis password\n$/,
    );

    const more = { HOOKSWITCH_REDIS_PASSWORD: 'hunter2' };
    const worker = await startWorker(url, 'only', [], more);
    const { exitCode, stderr } = await withReceiver(
      (response, _request, n) => {
        if (n === 20) own.kill();
        response.end();
      },
      ({ url: receiver }) => loadVia(receiver, url, anHour, { more }),
    );
    expect(exitCode).toBe(3);
    expect(stderr).not.toContain('hunter2');
    expect(stderr).toMatch(
      /hookswitch: Redis at 127.0.0.1:\d+ cannot be used: .*; check that Redis is running/,
    );
    const { exitCode: workerCode, output } = await worker.ended;
    expect(workerCode).toBe(3);
    expect(output).toMatch(/Redis at 127.0.0.1:\d+ cannot be used/);
    expect(output).not.toMatch(/\n {4}at /);
    await own.stop();
  });

  it.each([
    [['--via', 'redis://:hunter2@localhost'], /contains a password.*HOOKSWITCH_REDIS_PASSWORD/],
    [['--via', 'http://localhost'], /must be redis:\/\/HOST:PORT/],
    [['--via', 'redis://localhost/two'], /may only have a database number/],
    [['--via', 'redis://localhost', '--rate', 'max'], /--rate a number/],
    [['--via', 'redis://localhost', '--find-limit'], /--find-limit doesn't work with --via/],
    [['--workers', '2'], /only works with --via/],
  ])('refuses %j in one sentence', async (argv, sentence) => {
    const { exitCode, stderr } = await runCli(['load', 'http://localhost:1/webhook', ...argv], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('hunter2');
  });

  it('is stopped by its worker when the coordinator is killed, and the worker joins the next one', async ({
    expect,
  }) => {
    const url = redis.url();
    await startWorker(url, 'left');
    await withReceiver(undefined, async (receiver) => {
      const argv = ['load', receiver.url, '--via', url, ...anHour];
      const coordinator = spawn(process.execPath, [await bundleCli(), ...argv], {
        env: { PATH: process.env.PATH, ...env },
        stdio: 'ignore',
      });
      const received = () => receiver.requests.length;
      await expect.poll(received, { timeout: 20_000 }).toBeGreaterThan(10);
      coordinator.kill('SIGKILL');
      await once(coordinator, 'exit');
      let before = -1;
      const isQuiet = () => {
        const previous = before;
        before = received();
        return before === previous;
      };
      await expect.poll(isQuiet, { timeout: silentMs, interval: 1000 }).toBe(true);
      const { exitCode } = await loadVia(receiver.url, url, ['--rate', '50', '--duration', '1s']);
      expect([exitCode, received() - before]).toEqual([0, 50]);
    });
  });

  describe.sequential('by a persistent worker, load after load', () => {
    const header = 'X-Proxy-Key: open-sesame';
    let url: string;
    beforeAll(async () => {
      url = redis.url();
      await startWorker(url, 'staying', ['--header', header]);
    });

    it('reveals neither the secret nor the values of headers to Redis', async () => {
      const flags = ['--rate', '50', '--duration', '1s', '--header', header];
      const load = () =>
        withReceiver(undefined, async (receiver) => {
          const ran = await loadVia(receiver.url, url, flags);
          return { ...ran, requests: receiver.requests };
        });
      const [{ report, requests }, shown] = await shownToRedis(url, load);
      expect(requests.every(({ headers }) => headers['x-proxy-key'] === 'open-sesame')).toBe(true);
      expect(report.workers).toMatchObject([{ name: 'staying', due: 50, sent: 50, isLost: false }]);
      expect(shown).toContain('/webhook');
      for (const word of [secret, 'open-sesame']) expect(shown).not.toContain(word);
    });

    it('checks the end state in the coordinator', async () => {
      const receiver = await startExampleReceiver(createReference({ secret }));
      const flags = ['--rate', '150', '--duration', '2s', '--forged', '10%'];
      const { report } = await loadVia(receiver.url, url, [...flags, '--observe-url', receiver.observeUrl]);
      await receiver.close();
      const { checks } = report;
      expect(checks.find(({ name }) => name === 'end-state')).toMatchObject({ verdict: 'pass' });
      expect(report.endState).toMatchObject({ wrong: 0, leftOut: 0 });
      expect(report.endState?.checked).toBeGreaterThan(20);
      expect(report.messages.forged.refused).toBe(report.messages.forged.sent);
    });

    it('stops its workers when it is interrupted, and reports what they sent', async () => {
      const abort = new AbortController();
      const { exitCode, report } = await withReceiver(
        (response, _request, n) => {
          if (n === 20) abort.abort();
          response.end();
        },
        ({ url: receiver }) => loadVia(receiver, url, anHour, { signal: abort.signal }),
      );
      expect(exitCode).toBe(130);
      expect(report).toMatchObject({ verdict: 'interrupted', ended: 'aborted' });
      expect(report.messages.genuine.sent).toBeGreaterThanOrEqual(20);
      expect(report.due).toBeLessThan(1000);
    });

    it('ends by itself when the receiver fails', async () => {
      const { exitCode, report } = await withReceiver(status(503), ({ url: receiver }) =>
        loadVia(receiver, url, [...anHour, '--abort-on', '50%']),
      );
      expect([exitCode, report.ended]).toEqual([1, 'aborted']);
      expect(report.stoppedBecause).toMatch(/100% of recent attempts failed/);
    });

    it('says what a worker that left did not send', async () => {
      const leaving = await startWorker(url, 'leaving');
      const { report, requests } = await withReceiver(
        (response, _request, n) => {
          if (n === 100) leaving.child.kill('SIGINT');
          response.end();
        },
        async (receiver) => ({
          ...(await loadVia(receiver.url, url, ['--workers', '2', '--rate', '100', '--duration', '4s'])),
          requests: receiver.requests,
        }),
      );
      expect((await leaving.ended).exitCode).toBe(0);
      const sent = report.messages.genuine.sent;
      expect(sent).toBe(requests.length);
      expect(report).toMatchObject({ due: 400, unsent: 400 - sent });
      expect(report.stoppedBecause).toBe(
        `worker leaving left: up to ${400 - sent} of its 200 messages were not sent`,
      );
    });
  });
});
