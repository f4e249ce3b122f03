import { createServer, type RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { checkBy } from '../../check/check.ts';
import { startDownstream } from '../../observation/downstream/downstream.ts';
import { fail } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { application, checkOwn, holder, ownRule, resultOf, sleep } from '../runner/own-rules.ts';
import { seenBy } from '../runner/seen-by.ts';
import { listenLocally } from '../support/listen-locally.ts';
import { simulated } from '../support/simulated.ts';

const passes = ownRule('passes', async () => {});

describe('a check', () => {
  it('reports that the observer fails, without a secret', async () => {
    let n = 0;
    const broken = () => Promise.reject(new Error(`no table for ${testSecret}`));
    await expect(checkOwn([passes], { observe: broken })).rejects.toMatchObject({
      code: 'observer-unreachable',
      message: 'the observer failed with "no table for ***"; check observe',
    });
    const fails = () => (n++ === 1 ? Promise.reject(new Error('no table')) : null);
    await expect(checkOwn([passes], { observe: fails })).rejects.toMatchObject({
      code: 'observer-unreachable',
    });
  });

  it('closes its connections when it ends', ({ expect }) =>
    simulated(async () => {
      const open = new Set<{ readonly destroyed: boolean }>();
      const { receiver } = application();
      const server = createServer(receiver).on('connection', (socket) => open.add(socket));
      const url = `${await listenLocally(server)}/`;
      await checkBy([passes], { url, secret: testSecret, profile: { connections: 'kept' } });
      expect(open.size).toBeGreaterThan(0);
      await expect.poll(() => [...open].every(({ destroyed }) => destroyed)).toBe(true);
      server.close();
    }));

  it('no longer serves a receiver of this process when it ends', async ({ expect }) => {
    let host = '';
    const receiver: RequestListener = (request, response) => {
      host = request.headers.host ?? '';
      response.end();
    };
    await checkOwn([passes], { receiver });
    await expect(fetch(`http://${host}/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('reports what it learned about the observer, if it learned something', async () => {
    const { receiver, observe } = application({ apply: (_before, report) => report });
    const looks = ownRule('looks', async (ctx) => void (await ctx.observe(ctx.serial())), {
      needs: ['observer'],
    });
    const { observer } = await checkOwn([looks], { receiver, observe });
    expect(observer).toMatchObject({
      kind: 'function',
      learned: { shows: expect.arrayContaining([{ field: 'updateTime', form: 'number' }]) },
    });
    const stateless = await checkOwn([passes], { receiver });
    expect(stateless.observer).toBeNull();
  });

  const twenty = (ctx: RuleContext) => Promise.all(Array.from({ length: 20 }, () => ctx.deliver({})));

  it.each<[string, (now: number) => number, number]>([
    ['waits before it answers', () => 200, 20],
    ['takes nothing', () => 401, 16],
    ['takes five at once', (now) => (now > 5 ? 503 : 200), 4],
    ['takes two at once', (now) => (now > 2 ? 503 : 200), 1],
  ])('sends as many messages at once as a receiver can take that %s', async (_what, statusOf, expected) => {
    const { hold, most } = holder(expected);
    let [now, isBegun] = [0, false];
    const run = async (ctx: RuleContext) => {
      isBegun = true;
      await twenty(ctx);
    };
    const receiver: RequestListener = (_request, response) => {
      now += 1;
      response.statusCode = statusOf(now);
      const answer = () => {
        now -= 1;
        response.end();
      };
      if (isBegun) hold(answer);
      else setTimeout(answer, 120);
    };
    await resultOf(run, { receiver, settings: { timeoutSeconds: 10 } });
    expect(most()).toBe(expected);
  });

  it('sends few enough messages at once to a sequential receiver that none waits too long', async () => {
    let [now, most, isBegun] = [0, 0, false];
    let queue = Promise.resolve();
    const run = async (ctx: RuleContext) => {
      isBegun = true;
      await twenty(ctx);
    };
    const receiver: RequestListener = (_request, response) => {
      now += 1;
      if (isBegun) most = Math.max(most, now);
      queue = queue.then(async () => {
        await sleep(80);
        now -= 1;
        response.end();
      });
    };
    await resultOf(run, { receiver, settings: { timeoutSeconds: 3 } });
    // A third of the timeout, 1 s, is enough for twelve requests.
    expect(most).toBeLessThanOrEqual(12);
  });

  it('reuses its connections, or opens one for each message, as the profile says', async () => {
    const portsOf = async (connections: 'kept' | 'fresh') => {
      const ports: unknown[] = [];
      const run = async (ctx: RuleContext) => {
        ports.length = 0;
        for (let n = 0; n < 3; n += 1) await ctx.deliver({});
      };
      const receiver: RequestListener = (request, response) => {
        ports.push(request.socket.remotePort);
        response.end();
      };
      await resultOf(run, { receiver, profile: { connections } });
      return new Set(ports).size;
    };
    expect(await portsOf('kept')).toBe(1);
    expect(await portsOf('fresh')).toBe(3);
  });

  it('shows neither the current secret of the webhook nor the former one', async () => {
    const previousSecret = 'R3tiredAb7cD9eF1gH2iJ4kL6mN8oP0q';
    const run = async () => fail('keeps them', `answered ${testSecret} and ${previousSecret}`);
    const report = JSON.stringify(await checkOwn([ownRule('one', run)], { previousSecret }));
    expect(report).not.toContain(testSecret);
    expect(report).not.toContain(previousSecret);
  });

  it('observes the calls to the service that it simulates, unless the receiver makes none', async () => {
    const looks = (callsIt: boolean) =>
      simulated(async () => {
        const downstream = await startDownstream();
        const { receiver } = application({
          apply: (before, { sn }) => {
            if (callsIt)
              void fetch(`${downstream.url}/${sn}`, { method: 'POST', body: '{}' }).catch(() => {});
            return before;
          },
        });
        const run = async (ctx: RuleContext) => void (await ctx.observe(ctx.serial()));
        const given = { receiver, downstream, settleMs: 400, time: 'real' } as const;
        const { verdict, reason } = await resultOf(run, given, { needs: ['observer'] });
        await downstream.close();
        return [verdict, reason];
      });
    expect(await looks(true)).toEqual(['pass', undefined]);
    expect(await looks(false)).toEqual([
      'inconclusive',
      expect.stringMatching(
        /^the receiver acknowledged a genuine message but did not call http:\S+ within 0\.4 s; configure it /,
      ),
    ]);
  });
});

describe('a check on its own', () => {
  it('shows no credential in a URL or a header', () =>
    simulated(async () => {
      const service = await startDownstream();
      const credentials = ['1-of-receiver', '2-of-observer', '3-of-header'];
      const [ofReceiver, ofObserver, ofHeader = ''] = credentials;
      const run = async () => fail('keeps them', `answered ${credentials}`);
      const report = await checkBy([ownRule('one', run)], {
        url: `${service.url}/?token=${ofReceiver}`,
        observeUrl: `${service.url}/{sn}?token=${ofObserver}`,
        headers: [['X-Own', ofHeader]],
        secret: testSecret,
        settleMs: 50,
      });
      await service.close();
      expect(report.results[0]?.finding?.actual).toBe('answered ***,***,***');
      expect(report.observer).toMatchObject({ url: `${service.url}/{sn}?token=***` });
      expect(credentials.filter((one) => JSON.stringify(report).includes(one))).toEqual([]);
    }));

  it('shows no credential in the observer command', async () => {
    const { observer } = await checkOwn([passes], { observeCmd: 'echo null # token=abc' });
    expect(observer).toMatchObject({ command: 'echo null # token=***' });
  });

  it('knows whether it may take its time, and whether the receiver accepts anything at all', async () => {
    const factsOf = (options: Parameters<typeof seenBy>[1]) =>
      seenBy(({ run: { isThorough, acceptsTestOnly } }) => ({ isThorough, acceptsTestOnly }), options);
    expect(await factsOf({})).toEqual({ isThorough: false, acceptsTestOnly: false });
    const receiver: RequestListener = async (request, response) => {
      const body = await buffer(request);
      response.writeHead(String(body).startsWith('[') ? 400 : 200).end();
    };
    expect(await factsOf({ receiver, thorough: true })).toEqual({ isThorough: true, acceptsTestOnly: true });
  });

  it('varies nothing that a fetch handler cannot see', async () => {
    const receiver = { fetch: () => new Response() } as never;
    for (let seed = 1; seed <= 5; seed += 1) {
      const { profile } = await checkOwn([passes], { receiver, method: 'GET', vary: true, seed });
      expect(profile.payloadIn).toBe('query');
    }
  });
});
