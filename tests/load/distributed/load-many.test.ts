import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis } from '../../../bench/support/redis-server.ts';
import { createReference, startExampleReceiver } from '../../../fixtures/receivers/index.ts';
import { MessageCipher } from '../../../load/distributed/channel/encryption.ts';
import { renderLoadHtml } from '../../../load/report/html.ts';
import { validate } from '../../../schemas/index.ts';
import { toolVersion } from '../../../text/version.ts';
import { env, secret, withReceiver } from '../../support/recording-receiver.ts';
import { runCli } from '../../support/run-cli.ts';
import { isGenuine, options } from '../driver.ts';
import { keysIn, loadVia, shownToRedis, startWorker, stopWorkers, withClient } from './driver.ts';

let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  stopWorkers();
  await redis.stop();
});

const four = ['a', 'b', 'c', 'd'];

describe.concurrent('a load by workers on many machines', () => {
  it('sends every message even if one of four workers is killed halfway, and reports what may have been sent twice', async () => {
    const url = redis.url();
    const workers = await Promise.all(four.map((name) => startWorker(url, name, ['--once'])));
    const seen = await withReceiver(
      (response, _request, n) => {
        if (n === 600) workers[1]?.child.kill('SIGKILL');
        response.end();
      },
      async (receiver) => ({
        ...(await loadVia(receiver.url, url, ['--workers', '4', '--rate', '300', '--duration', '4s'])),
        requests: receiver.requests,
      }),
    );
    const { report, requests, stderr } = seen;
    expect(validate('load-report', report)).toBeUndefined();
    expect(report).toMatchObject({ due: 1200, unsent: 0, ended: 'done' });
    expect(report.messages.genuine).toMatchObject({ sent: 1200, acknowledged: 1200 });
    expect(report.checks.find(({ name }) => name === 'failed')?.verdict).toBe('pass');

    expect(requests.every(isGenuine)).toBe(true);
    expect(new Set(requests.map(({ body }) => body.toString('base64'))).size).toBe(1200);
    const twice = report.maybeSentTwice;
    expect(twice?.slices).toBeGreaterThan(0);
    expect(requests.length - 1200 - report.retries).toBeLessThanOrEqual(twice?.deliveries ?? 0);
    expect(twice?.lagMs.max).toBeGreaterThan(1000);
    expect(report.lagMs.max).toBeLessThan(twice?.lagMs.max ?? 0);

    const shares = report.workers ?? [];
    expect(shares.filter(({ isLost }) => isLost).map(({ name }) => name)).toEqual(['b']);
    expect(shares.reduce((sum, { sent }) => sum + sent, 0)).toBe(1200);
    for (const { clockOffsetMs, clockErrorMs } of shares) {
      expect(Math.abs(clockOffsetMs)).toBeLessThanOrEqual(clockErrorMs);
    }
    expect(stderr).toMatch(/ {2}b {2}.*, died\n/);
    expect(renderLoadHtml(report)).toMatch(/<h2>Workers.*died.*may have been sent twice/s);
    expect(stderr).toMatch(/may have been sent twice: up to \d+ messages/);
    expect(await keysIn(url)).toEqual([]);
  });

  it('says so when no worker joins', async () => {
    const url = redis.url();
    const { exitCode, stderr } = await withReceiver(undefined, (receiver) =>
      loadVia(receiver.url, url, ['--workers', '2', '--wait', '300ms']),
    );
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/hookswitch: 0 of 2 workers joined within 0.3 s: start "hookswitch worker"/);
    expect(await keysIn(url)).toEqual([]);
  });

  it('excludes a worker that has another secret', async () => {
    const url = redis.url();
    await startWorker(url, 'stranger', [], { YCM_WEBHOOK_SECRET: 'x7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o' });
    const { exitCode, stderr } = await withReceiver(undefined, (receiver) =>
      loadVia(receiver.url, url, ['--wait', '3s']),
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      "worker stranger can't join: it has a different secret; start it with the same one\n",
    );
  });

  it('excludes a worker that is not allowed to load the host', async ({ expect }) => {
    const url = redis.url();
    const id = '0123456789abcdef0123456789abcdef';
    const spec = {
      toolVersion,
      url: 'https://receiver.example.com/ycm',
      method: 'POST',
      headers: [],
      options,
    };
    const encrypted = new MessageCipher(secret, id).encrypt('run', spec);
    await withClient(url, async (client) => {
      await client.set(
        'hookswitch:run',
        JSON.stringify({ id, state: 'open', spec: encrypted }),
        'PX',
        120_000,
      );
      const { child } = await startWorker(url, 'careful', ['--once']);
      await expect
        .poll(() => client.hgetall(`hookswitch:${id}:workers`))
        .toEqual({ careful: 'host-not-allowed' });
      expect(child.exitCode).toBeNull();
    });
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
      ({ url: receiver }) => loadVia(receiver, url, ['--rate', '100', '--duration', '1h'], { more }),
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

  describe.sequential('by a persistent worker, load after load', () => {
    let url: string;
    beforeAll(async () => {
      url = redis.url();
      await startWorker(url, 'staying');
    });

    it('reveals neither the secret nor the target nor the headers to Redis', async () => {
      const flags = [
        ...['--rate', '50', '--duration', '1s'],
        ...['--header', 'Authorization: Bearer open-sesame-1'],
      ];
      const load = () =>
        withReceiver(undefined, async (receiver) => {
          const ran = await loadVia(`${receiver.url}?token=t0ps3cret`, url, flags);
          return { ...ran, requests: receiver.requests };
        });
      const [{ report, requests }, shown] = await shownToRedis(url, load);
      expect(requests.every(({ headers }) => headers.authorization === 'Bearer open-sesame-1')).toBe(true);
      expect(report.workers).toMatchObject([{ name: 'staying', sent: 50, isLost: false }]);
      expect(shown.split('\n').length).toBeGreaterThan(20);
      for (const word of [secret, 't0ps3cret', 'open-sesame-1', '/webhook', 'did_change']) {
        expect(shown).not.toContain(word);
      }
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
        ({ url: receiver }) =>
          loadVia(receiver, url, ['--rate', '100', '--duration', '1h'], { signal: abort.signal }),
      );
      expect(exitCode).toBe(130);
      expect(report).toMatchObject({ verdict: 'interrupted', ended: 'aborted' });
      expect(report.messages.genuine.sent).toBeGreaterThanOrEqual(20);
      expect(report.due).toBeLessThan(1000);
      expect(await keysIn(url)).toEqual([]);
    });

    it('ends by itself when the receiver fails', async () => {
      const { exitCode, report } = await withReceiver(
        (response) => {
          response.statusCode = 503;
          response.end();
        },
        ({ url: receiver }) =>
          loadVia(receiver, url, ['--rate', '100', '--duration', '1h', '--abort-on', '50%']),
      );
      expect([exitCode, report.ended]).toEqual([1, 'aborted']);
      expect(report.stoppedBecause).toMatch(/100% of recent attempts failed/);
    });

    it('lets a departing worker send its remaining messages, so that nothing is sent twice', async () => {
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
      expect(report.messages.genuine).toMatchObject({ sent: 400, acknowledged: 400 });
      expect(report.maybeSentTwice).toBeUndefined();
      expect(report.workers?.every(({ isLost }) => !isLost)).toBe(true);
      expect(requests).toHaveLength(400);
    });
  });
});
