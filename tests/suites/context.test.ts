import type { RequestListener } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySignature } from '../../simulator/faults/empty-signature.ts';
import { startDownstream } from '../../suites/downstream/downstream.ts';
import { effectsOf, givenEffect } from '../../suites/effects.ts';
import { fail } from '../../suites/expect.ts';
import type { RuleContext } from '../../suites/rule.ts';
import { application, holder, judgeBy, ownRule, resultOf } from './own-rules.ts';

const about = (...sns: readonly string[]) =>
  sns.map((sn) => ({ event: 'did_change', sn, trunkDidInfoList: [], updateTime: 1 }));

/** What a rule sees through its context; what it throws is the test's failure. */
async function seenBy<T>(
  look: (ctx: RuleContext) => T | Promise<T>,
  options: Parameters<typeof judgeBy>[1] = {},
): Promise<T> {
  const seen: T[] = [];
  const result = await resultOf(async (ctx) => void seen.push(await look(ctx)), options);
  expect(result.reason).toBeUndefined();
  return seen[0] as T;
}

describe.concurrent('what a rule is told', () => {
  const facts = ({ timeoutMs, hasObserver, seesPbxAlone, showsState, hasRestart, ...ctx }: RuleContext) => ({
    ...{ timeoutMs, hasObserver, seesPbxAlone, showsState, hasRestart },
    ...{ isThorough: ctx.isThorough, retiredSecret: ctx.retiredSecret, sequence: ctx.sequence },
  });

  it('is that nothing was given', async () => {
    expect(await seenBy(facts)).toEqual({
      timeoutMs: 5000,
      hasObserver: false,
      seesPbxAlone: false,
      showsState: false,
      hasRestart: false,
      isThorough: false,
      retiredSecret: undefined,
      sequence: undefined,
    });
  });

  it('is what was given', async () => {
    const retiredSecret = 'r'.repeat(32);
    const restart = () => {};
    const options = { observe: (_sn: string) => null, retiredSecret, restart, thorough: true };
    expect(await seenBy(facts, { ...options, settings: { timeoutSeconds: 3 } })).toEqual({
      timeoutMs: 3000,
      hasObserver: true,
      seesPbxAlone: true,
      showsState: true,
      hasRestart: true,
      isThorough: true,
      retiredSecret,
      sequence: undefined,
    });
  });

  it('is that an observer may show all PBXs at once, or only what was done', async () => {
    expect(await seenBy(facts, { observe: () => null })).toMatchObject({
      hasObserver: true,
      seesPbxAlone: false,
      showsState: true,
    });
    const downstream = await startDownstream();
    expect(await seenBy(facts, { downstream })).toMatchObject({ hasObserver: true, showsState: false });
    await downstream.close();
  });

  it('is a time a minute before it began, and after it by an offset', async () => {
    const before = Math.floor(Date.now() / 1000);
    const [time, later] = await seenBy((ctx) => [ctx.updateTime(), ctx.updateTime(50)]);
    const after = Math.floor(Date.now() / 1000);
    expect(time).toBeGreaterThanOrEqual(before - 60);
    expect(time).toBeLessThanOrEqual(after - 60);
    expect(later).toBe(Number(time) + 50);
  });

  it('is whether a genuine message was acknowledged, to any rule', async () => {
    const { receiver } = application({ statusOf: (n) => (n > 4 ? 200 : 500) });
    const told: boolean[] = [];
    const rule = ownRule('one', async (ctx) => {
      told.push(ctx.hasAcknowledged());
      for (const fault of [undefined, emptySignature(), emptySignature(), emptySignature(), undefined]) {
        await ctx.deliver({}, { fault });
        told.push(ctx.hasAcknowledged());
      }
    });
    const other = ownRule('two', async (ctx) => void told.push(ctx.hasAcknowledged()), { runs: 'last' });
    // The first of the requests is that of the check itself, which is refused too.
    await judgeBy([rule, other], { receiver });
    expect(told).toEqual([false, false, false, false, false, true, true]);
  });

  it('is drawn by the seed and the rule', async () => {
    const draw = async (seed: number) => {
      const drawn: number[] = [];
      const rules = ['one', 'two'].map((name) =>
        ownRule(name, async (ctx) => void drawn.push(ctx.random(), ctx.random()), { runs: 'alone' }),
      );
      await judgeBy(rules, { seed });
      return drawn;
    };
    const [first, same, other] = [await draw(1), await draw(1), await draw(2)];
    expect(same).toEqual(first);
    expect(new Set([...first, ...other]).size).toBe(8);
  });

  it.each([
    [undefined, 5],
    [{ runs: 3 }, 3],
    [{ runs: 9 }, 5],
  ])('has as many cases as it wants, and as the run allows: %j', async (wanted, tried) => {
    const { evidence } = await resultOf((ctx) => ctx.forAll(fc.nat(), async () => {}, wanted), { runs: 5 });
    expect(evidence.runs).toBe(tried);
  });
});

describe('a property of a rule', () => {
  it('is made smaller in the first trial, and only seen a second time in the next', async () => {
    const smaller: number[] = [];
    const run = async (ctx: RuleContext) => {
      let failures = 0;
      const isSmall = async (value: number) => {
        if (value < 10) return;
        failures += 1;
        fail('is small', `is ${value}`);
      };
      await ctx.forAll(fc.nat(1_000_000), isSmall).finally(() => smaller.push(failures - 1));
    };
    // With this seed it takes several steps.
    const result = await resultOf(run, { seed: 3 });
    expect(result.finding?.actual).toBe('is 10');
    expect(smaller[0]).toBeGreaterThan(3);
    expect(smaller[1]).toBeLessThanOrEqual(1);
  });

  it('is made smaller for as long as it says', async () => {
    let failures = 0;
    const run = (ctx: RuleContext) =>
      ctx.forAll(
        fc.nat(1_000_000),
        async (value) => {
          failures += 1;
          fail('is small', `is ${value}`);
        },
        { shrinkBudgetMs: 0 },
      );
    await resultOf(run);
    expect(failures).toBeLessThanOrEqual(4);
  });
});

describe('what a rule notes and inspects', () => {
  it('is in the evidence', async () => {
    const { evidence } = await resultOf(async (ctx) => ctx.note('it was dark'));
    expect(evidence.notes).toEqual(['it was dark']);
  });

  it('may be the TLS of the receiver', async () => {
    const facts = await seenBy((ctx) => ctx.inspectTls());
    expect(facts).toMatchObject({ kind: 'failed', code: expect.stringMatching(/SSL|PROTO/) });
  });
});

describe.concurrent('what a rule sends', () => {
  it('is in the evidence, with what it was', async () => {
    const sent: string[] = [];
    const { evidence } = await resultOf(async (ctx) => {
      const [fault, note] = [emptySignature(), 'the second'];
      for (const how of [undefined, { note }, { fault }, { fault, note }]) {
        sent.push((await ctx.deliver({}, how)).what);
      }
    });
    const { title } = emptySignature();
    expect(sent).toEqual(['a genuine message', 'the second', `a message ${title}`, 'the second']);
    expect(evidence.attempts.map(({ note, fault }) => [note, fault])).toEqual([
      [undefined, undefined],
      ['the second', undefined],
      [title, 'empty-signature'],
      ['the second', 'empty-signature'],
    ]);
  });

  it("has the user's own headers, and the webhook's secret", async () => {
    const { receiver, requests } = application();
    const sent = await seenBy((ctx) => ctx.deliver({}), { receiver, headers: [['X-Proxy', 'a']] });
    expect(sent.isAcknowledged).toBe(true);
    expect(requests.at(-1)?.headers).toMatchObject({ 'x-proxy': 'a' });
  });

  it('waits as long for an answer as it says, and reads as much of it', async () => {
    const { receiver } = application({ answersAfterMs: 100 });
    const late = await seenBy((ctx) => ctx.deliver({}, { timeoutMs: 30 }), { receiver });
    expect(late.outcome).toEqual({ kind: 'timeout', phase: 'head' });
    const short = await seenBy((ctx) => ctx.deliver({}, { maxBodyBytes: 2 }));
    expect(short.outcome).toMatchObject({ body: Buffer.from('an'), bodyComplete: false });
  });

  it.each([
    [false, 16],
    [true, 40],
  ])('is bounded at once, unless it says otherwise: %s', async (unbounded, expected) => {
    const { hold, most } = holder(expected);
    let isBegun = false;
    const messages = Array.from({ length: 40 }, () => ({}));
    await seenBy(
      (ctx) => {
        isBegun = true;
        return Promise.all(messages.map((message) => ctx.deliver(message, { unbounded })));
      },
      {
        // One that refuses the check's own messages is given as many as may be, however busy the machine is.
        receiver: (_request, response) =>
          isBegun ? hold(() => response.end()) : response.writeHead(401).end(),
        settings: { timeoutSeconds: 10 },
      },
    );
    expect(most()).toBe(expected);
  });

  it('may go over connections of its own, which end with it', async () => {
    const sockets = new Set<{ readonly destroyed: boolean }>();
    const ports: unknown[] = [];
    const receiver: RequestListener = (request, response) => {
      sockets.add(request.socket);
      ports.push(request.socket.remotePort);
      response.end();
    };
    const keeps = await seenBy(
      async (ctx) => {
        const [kept, fresh] = [ctx.keptConnector(), ctx.freshConnector()];
        for (const connector of [kept, kept, fresh, fresh]) await ctx.deliver({}, { connector });
        return [kept.keeps, fresh.keeps];
      },
      { receiver, profile: { connections: 'kept' } },
    );
    expect(keeps).toEqual([true, false]);
    const [first, second, third, fourth] = ports.slice(-4);
    expect(second).toBe(first);
    expect(new Set([first, third, fourth]).size).toBe(3);
    await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('ends with the run: nothing goes on after it', async () => {
    const interrupt = new AbortController();
    const reached: string[] = [];
    const result = await resultOf(
      async (ctx) => {
        setTimeout(() => interrupt.abort(), 30);
        await ctx.deliver({}, { note: 'the last' });
        reached.push('goes on');
      },
      { receiver: application({ answersAfterMs: 200 }).receiver, signal: interrupt.signal },
    );
    expect(reached).toEqual([]);
    expect(result.evidence.attempts).toMatchObject([{ note: 'the last', outcome: { kind: 'cut' } }]);
  });

  it('has the service behind the receiver answer again when the rule ends', async () => {
    const downstream = await startDownstream();
    const status = async () => (await fetch(downstream.url)).status;
    const seen: number[] = [];
    await resultOf(
      async (ctx) => {
        ctx.downstream.behave('fails');
        seen.push(await status());
      },
      { downstream, settleMs: 50 },
    );
    expect([...seen, await status()]).toEqual([500, 200]);
    await downstream.close();
  });
});

describe.concurrent('what a rule looks at', () => {
  it('is nothing without an observer', async () => {
    for (const look of ['observe', 'observeQuiet'] as const) {
      const result = await resultOf(async (ctx) => void (await ctx[look]('36A')));
      expect(result).toMatchObject({ verdict: 'inconclusive', reason: 'this needs an observer' });
    }
  });

  it('is in the evidence, also when the observer fails', async () => {
    let isBroken = false;
    const observe = (sn: string) => (isBroken ? Promise.reject(new Error('no table')) : `of ${sn}`);
    const result = await resultOf(
      async (ctx) => {
        await ctx.observe('36A');
        isBroken = true;
        await ctx.observe('36B');
      },
      { observe },
    );
    const reason = 'the observer failed with "no table"';
    expect(result).toMatchObject({ verdict: 'inconclusive', reason });
    expect(result.evidence.observations).toMatchObject([
      { sn: '36A', state: 'of 36A' },
      { sn: '36B', error: reason },
    ]);
  });

  const change = async (ctx: RuleContext) => {
    const sn = ctx.serial();
    await ctx.deliver(about(sn));
    return ctx.observeChange(sn, null);
  };

  it('is a change as soon as it has come to rest', async () => {
    const { receiver, observe } = application({ apply: () => 'begun' });
    expect(await seenBy(change, { receiver, observe, settleMs: 60_000 })).toBe('begun');
  });

  it('is a change that comes within the settling time', async () => {
    const { receiver, observe } = application({ appliesAfterMs: 150 });
    expect(await seenBy(change, { receiver, observe, settleMs: 5000 })).toBe(1);
  });

  it('is the state as it was when no change comes', async () => {
    const { receiver, observe } = application({ appliesWhen: () => new Promise(() => {}) });
    expect(await seenBy(change, { receiver, observe, settleMs: 50 })).toBe(null);
  });

  it('is a change in several steps once the last has come', async () => {
    const { receiver, observe, set } = application({ apply: () => 'step 0' });
    const state = await seenBy(
      async (ctx) => {
        const sn = ctx.serial();
        await ctx.deliver(about(sn));
        let n = 0;
        const timer = setInterval(() => {
          n += 1;
          set(sn, `step ${n}`);
          if (n === 8) clearInterval(timer);
        }, 40);
        return ctx.observeChange(sn, null);
      },
      { receiver, observe, settleMs: 60_000 },
    );
    expect(state).toBe('step 8');
  });

  it('is seen without another message where that can tell no more', async () => {
    const sentWhen = async (changes: boolean, appliesAny: boolean) => {
      let isBegun = false;
      const { receiver, observe, requests } = application({
        apply: (before) => (isBegun ? (changes ? 1 : before) : appliesAny ? 1 : before),
      });
      return seenBy(
        async (ctx) => {
          isBegun = true;
          const before = requests.length;
          const sn = ctx.serial();
          await ctx.deliver(about(sn));
          await ctx.observeChange(sn, null);
          return requests.length - before;
        },
        { receiver, observe, settleMs: 200 },
      );
    };
    // It changed: there is nothing to catch up with.
    expect(await sentWhen(true, true)).toBe(1);
    // No effect of any message has shown in this run: that of another would not either.
    expect(await sentWhen(false, false)).toBe(1);
  });

  it('waits no longer than the settling time for what never rests', async () => {
    let n = 0;
    let isRestless = false;
    const observe = (_sn: string) => (isRestless ? n++ : null);
    const state = await seenBy(
      async (ctx) => {
        isRestless = true;
        return ctx.observeChange(ctx.serial(), null);
      },
      { observe, settleMs: 250 },
    );
    expect(state).toBe(n - 1);
    expect(n).toBeLessThan(8);
  });

  /** An application that applies nothing of what a rule sends until so many requests of the rule have come. */
  function backlogged(requests: number) {
    let [isBegun, left, open] = [false, requests, () => {}];
    const isOpen = new Promise<void>((resolve) => {
      open = resolve;
    });
    const statusOf = () => {
      if (isBegun) left -= 1;
      if (left === 0) open();
      return 200;
    };
    const appliesWhen = () => (isBegun ? isOpen : Promise.resolve());
    const begin = () => {
      isBegun = true;
    };
    return { ...application({ statusOf, appliesWhen }), begin };
  }

  it('has a backlog worked off before it is said that nothing changed', async () => {
    // The third is the one that is to catch up.
    const { receiver, observe, begin } = backlogged(3);
    const state = await seenBy(
      async (ctx) => {
        begin();
        const sn = ctx.serial();
        await ctx.deliver(about(ctx.serial()));
        await ctx.deliver(about(sn));
        return ctx.observeChange(sn, null);
      },
      { receiver, observe, settleMs: 1000 },
    );
    expect(state).toBe(1);
  });

  it('is quiet when a message for another PBX has had its effect', async () => {
    const { receiver, observe, begin } = backlogged(6);
    const state = await seenBy(
      async (ctx) => {
        begin();
        const sn = ctx.serial();
        for (let n = 0; n < 5; n += 1) await ctx.deliver(about(sn));
        return ctx.observeQuiet(sn);
      },
      { receiver, observe, settleMs: 1000 },
    );
    expect(state).toBe(5);
  });

  it('is quiet after the settling time when the observer shows all PBXs at once', async () => {
    const { receiver, observe } = application({ appliesAfterMs: 50 });
    let sn = '';
    const state = await seenBy(
      async (ctx) => {
        sn = ctx.serial();
        await ctx.deliver(about(sn));
        return ctx.observeQuiet(sn);
      },
      { receiver, observe: () => observe(sn), settleMs: 1000 },
    );
    expect(state).toBe(1);
  });

  it('cannot be told quiet when the message for another PBX is refused', async () => {
    let isRefusing = false;
    const { receiver, observe } = application({ statusOf: () => (isRefusing ? 500 : 200) });
    const result = await resultOf(
      async (ctx) => {
        isRefusing = true;
        await ctx.observeQuiet(ctx.serial());
      },
      { receiver, observe },
    );
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(
        /^a genuine message for another PBX, to know when the receiver has caught up has to be acknowledged before this can be judged, but the receiver answered 500 Internal Server Error after /,
      ),
    });
  });

  it('cannot be told quiet when the observer fails for the other PBX', async () => {
    let own = '';
    const { receiver } = application();
    const observe = (sn: string) =>
      own !== '' && sn !== own ? Promise.reject(new Error('no such PBX')) : null;
    const result = await resultOf(
      async (ctx) => {
        own = ctx.serial();
        await ctx.observeQuiet(own);
      },
      { receiver, observe },
    );
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: 'the observer failed with "no such PBX"',
    });
  });

  it('is quiet after a message for another PBX that is of this second', async () => {
    const times: unknown[] = [];
    const { receiver, observe } = application({
      apply: (before, { updateTime }) => {
        times.push(updateTime);
        return before ?? 1;
      },
    });
    const before = Math.floor(Date.now() / 1000);
    await seenBy((ctx) => ctx.observeQuiet(ctx.serial()), { receiver, observe });
    expect(times.length).toBeGreaterThan(0);
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(Math.floor(Date.now() / 1000));
    }
  });

  it('can wait for a time', async () => {
    const pausedMs = await seenBy(async (ctx) => {
      const start = performance.now();
      await ctx.pause(50);
      return performance.now() - start;
    });
    expect(pausedMs).toBeGreaterThanOrEqual(49);
  });
});

describe.concurrent('the effect of a message', () => {
  it('is the state that it leads to', async () => {
    const { receiver, observe } = application();
    const state = await seenBy((ctx) => givenEffect(ctx, '36A', about('36A')), { receiver, observe });
    expect(state).toBe(1);
  });

  it.each([
    [undefined, 'a genuine message'],
    ['the capacity change', 'the capacity change'],
  ])('cannot be told when none shows: %s', async (note, what) => {
    const { receiver, observe } = application({ apply: (before) => before ?? null });
    const result = await resultOf((ctx) => givenEffect(ctx, '36A', about('36A'), note).then(() => {}), {
      ...{ receiver, observe, settleMs: 50 },
    });
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: `the observer shows no effect of ${what}; see message/applies-every-item`,
    });
    expect(result.evidence.attempts.map((attempt) => attempt.note)).toEqual([note]);
  });

  it('cannot be told when it is refused', async () => {
    const { receiver, observe } = application({ statusOf: () => 401 });
    const result = await resultOf((ctx) => givenEffect(ctx, '36A', about('36A')).then(() => {}), {
      ...{ receiver, observe, settleMs: 50 },
    });
    expect(result.reason).toMatch(
      /^a genuine message has to be acknowledged .* answered 401 Unauthorized after /,
    );
  });

  it.each([200, 500])(
    'on several PBXs is told of each, whether it was acknowledged or not: %i',
    async (status) => {
      const states = new Map<string, string>();
      let isBegun = false;
      const { sent, effects } = await seenBy(
        (ctx) => {
          isBegun = true;
          return effectsOf(ctx, ['36A', '36B'], about('36A', '36B'), 'two reports');
        },
        {
          receiver: (_request, response) => {
            if (isBegun) setTimeout(() => states.set('36B', 'changed'), 40);
            response.writeHead(isBegun ? status : 200).end();
          },
          observe: () => Object.fromEntries(states),
          settleMs: 400,
        },
      );
      expect(sent).toMatchObject({ what: 'two reports', isAcknowledged: status === 200 });
      const changed = { isChanged: true, state: { '36B': 'changed' } };
      expect(effects).toEqual([changed, changed]);
    },
  );

  it('on a PBX that had a state before is none when it keeps it', async () => {
    const { receiver, observe } = application({ apply: (before) => before });
    const { effects } = await seenBy((ctx) => effectsOf(ctx, ['36A'], about('36A'), 'one report'), {
      ...{ receiver, settleMs: 50 },
      observe: (sn: string) => (sn === '36A' ? 'as it was' : observe(sn)),
    });
    expect(effects).toEqual([{ isChanged: false, state: 'as it was' }]);
  });
});
