import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { checkBy } from '../../check/check.ts';
import { expectAcknowledged } from '../../runner/context/expect.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { application, checkOwn, ownRule } from '../runner/own-rules.ts';
import { simulated } from '../support/simulated.ts';

const passes = ownRule('passes', async () => {});

describe('a check', () => {
  it('waits for a receiver that is not listening yet', () =>
    simulated(async () => {
      const port = await freePort();
      const server = createServer((_request, response) => void response.end());
      setTimeout(() => server.listen(port, '127.0.0.1'), 150);
      const url = `http://127.0.0.1:${port}/`;
      const start = performance.now();
      const report = await checkBy([passes], { url, secret: testSecret, waitMs: 10_000 });
      const elapsedMs = performance.now() - start;
      expect(report.summary.pass).toBe(1);
      expect(report.durationMs).toBeGreaterThan(100);
      expect(report.durationMs).toBeLessThanOrEqual(Math.ceil(elapsedMs));
      server.close();
    }));

  it('waits for the app behind an open port, and sends no report before it serves', async () => {
    const { receiver, requests } = application({ statusOf: (n) => (n > 2 ? 200 : 503) });
    const beforeReports: number[] = [];
    const counting: RequestListener = (request, response) => {
      request.on('data', (chunk) => {
        if (String(chunk).startsWith('[')) beforeReports.push(requests.length - 1);
      });
      receiver(request, response as never);
    };
    await checkOwn([passes], { receiver: counting, waitMs: 10_000, settleMs: 10 });
    expect(Math.min(...beforeReports)).toBeGreaterThan(2);
  });

  it('names the other address of this machine if a server listens only there', async () => {
    const server = createServer().listen(0, '::1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const given = { url: `http://127.0.0.1:${port}/webhook`, secret: testSecret };
    await expect(checkBy([passes], given)).rejects.toMatchObject({
      code: 'unreachable',
      message: `127.0.0.1:${port} is not reachable: connect ECONNREFUSED 127.0.0.1:${port}. A server listens at [::1]:${port}: if it is your receiver, use that address in the URL.`,
    });
    server.close();
  });

  it('says that nothing listens, and how long it waited', () =>
    simulated(async () => {
      const port = await freePort();
      const given = { url: `http://127.0.0.1:${port}/`, secret: testSecret };
      const start = performance.now();
      await expect(checkBy([passes], given)).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(
          `^127\\.0\\.0\\.1:${port} is not reachable: .*ECONNREFUSED.*\\. Start your receiver, .* --wait 30s`,
        ),
      });
      await expect(checkBy([passes], { ...given, waitMs: 300 })).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining(`127.0.0.1:${port} is not reachable within 0.3 s: `),
      });
      expect(performance.now() - start).toBeGreaterThanOrEqual(300);
    }));

  it('resends a failed message after its rules, even if little of its time is left', async () => {
    let [isFailing, resent] = [false, 0];
    const fails = ownRule('fails', async (ctx) => {
      isFailing = true;
      expectAcknowledged(ctx, await ctx.deliver([]));
    });
    const app = application({ statusOf: () => (isFailing ? 503 : 200) });
    const receiver: RequestListener = (request, response) => {
      resent += 1;
      app.receiver(request, response as never);
    };
    const onEvent = ({ kind }: { readonly kind: string }) => {
      if (kind === 'checked') resent = 0;
    };
    await checkOwn([fails], { receiver, onEvent, budgetMs: 1900 });
    expect(resent).toBeGreaterThan(0);
  });
});
