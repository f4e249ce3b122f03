import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { application, reportsAbout, resultOf } from '../own-rules.ts';
import { seenBy } from '../seen-by.ts';

describe('the observed state', () => {
  it('is undefined without an observer', async () => {
    for (const look of ['observe', 'observeQuiet'] as const) {
      const result = await resultOf(async (ctx) => void (await ctx[look]('36A')));
      expect(result).toMatchObject({
        verdict: 'inconclusive',
        reason: "this rule needs the receiver's state: add --observe-url",
      });
    }
  });

  it('is in the evidence, even if the observer fails', async () => {
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
    await ctx.deliver(reportsAbout(sn));
    return ctx.observeChange(sn, null);
  };

  it('shows a change once it has settled', async () => {
    const { receiver, observe } = application({ apply: () => 'begun' });
    expect(await seenBy(change, { receiver, observe, settleMs: 10_000 })).toBe('begun');
  });

  it('shows a change that comes within the settling time', async () => {
    const { receiver, observe } = application({ appliesAfterMs: 150 });
    expect(await seenBy(change, { receiver, observe, settleMs: 5000 })).toBe(1);
  });

  it('is unchanged when no change comes', async () => {
    const { receiver, observe } = application({ appliesWhen: () => new Promise(() => {}) });
    expect(await seenBy(change, { receiver, observe, settleMs: 50 })).toBe(null);
  });

  it('shows a change in several steps after the last step', async () => {
    const { receiver, observe, set } = application({ apply: () => 'step 0' });
    const state = await seenBy(
      async (ctx) => {
        const sn = ctx.serial();
        await ctx.deliver(reportsAbout(sn));
        let n = 0;
        const timer = setInterval(() => {
          n += 1;
          set(sn, `step ${n}`);
          if (n === 8) clearInterval(timer);
        }, 40);
        return ctx.observeChange(sn, null);
      },
      { receiver, observe, settleMs: 10_000 },
    );
    expect(state).toBe('step 8');
  });

  it.each<[string, (report: unknown) => unknown]>([
    ['shows nothing of a report until its last step', () => 'begun'],
    ['shows a report at once', (report) => ({ report })],
  ])('is not taken as settled before the last step of a receiver that %s', async (_what, begun) => {
    const { receiver, observe, set } = application({
      apply: (_before, report) => {
        setTimeout(() => set(report.sn, { report, isDone: true }), 250);
        return begun(report);
      },
    });
    let seen: unknown;
    const look = async (ctx: RuleContext) => {
      seen = await change(ctx);
    };
    await resultOf(look, { receiver, observe, settleMs: 2000 }, { needs: ['observer'] });
    expect(seen).toMatchObject({ isDone: true });
  });

  it('is read without another message if that can reveal nothing more', async () => {
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
          await ctx.deliver(reportsAbout(sn));
          await ctx.observeChange(sn, null);
          return requests.length - before;
        },
        { receiver, observe, settleMs: 200 },
      );
    };
    // It changed, so there is no backlog to wait for.
    expect(await sentWhen(true, true)).toBe(1);
    // No message has had a visible effect in this run, so another one's would not show either.
    expect(await sentWhen(false, false)).toBe(1);
  });

  it('is read after at most the settling time if it keeps changing', async () => {
    let n = 0;
    let isRestless = false;
    const observe = (_sn: string) => (isRestless ? n++ : null);
    const { state, looks } = await seenBy(
      async (ctx) => {
        isRestless = true;
        const seen = await ctx.observeChange(ctx.serial(), null);
        return { state: seen, looks: n };
      },
      { observe, settleMs: 250 },
    );
    expect(state).toBe(looks - 1);
    // Without an end it would be observed hundreds of times; only time with a core counts.
    expect(looks).toBeLessThan(100);
  });

  /** An application that applies nothing that a rule sends until this many requests of the rule have arrived. */
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

  it('counts as unchanged only after the backlog is processed', async () => {
    // The third one is the fence.
    const { receiver, observe, begin } = backlogged(3);
    const state = await seenBy(
      async (ctx) => {
        begin();
        const sn = ctx.serial();
        await ctx.deliver(reportsAbout(ctx.serial()));
        await ctx.deliver(reportsAbout(sn));
        return ctx.observeChange(sn, null);
      },
      { receiver, observe, settleMs: 1000 },
    );
    expect(state).toBe(1);
  });

  it('is settled when a message for another PBX has had its effect', async () => {
    const { receiver, observe, begin } = backlogged(6);
    const state = await seenBy(
      async (ctx) => {
        begin();
        const sn = ctx.serial();
        for (let n = 0; n < 5; n += 1) await ctx.deliver(reportsAbout(sn));
        return ctx.observeQuiet(sn);
      },
      { receiver, observe, settleMs: 1000 },
    );
    expect(state).toBe(5);
  });

  it('is settled after the settling time when the observer shows all PBXs at once', async () => {
    const { receiver, observe } = application({ appliesAfterMs: 50 });
    let sn = '';
    const state = await seenBy(
      async (ctx) => {
        sn = ctx.serial();
        await ctx.deliver(reportsAbout(sn));
        return ctx.observeQuiet(sn);
      },
      { receiver, observe: () => observe(sn), settleMs: 1000 },
    );
    expect(state).toBe(1);
  });

  it('is not known to be settled when the message for another PBX is refused', async () => {
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
        /^needs a 2xx within the timeout for a genuine message about another PBX, to detect when the receiver has caught up; actual: 500 Internal Server Error in /,
      ),
    });
  });

  it('is not known to be settled when the observer fails for the other PBX', async () => {
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

  it('is settled after a message for another PBX with a time in this second', async () => {
    const times: unknown[] = [];
    const { receiver, observe } = application({
      apply: (before, { updateTime }) => {
        times.push(updateTime);
        return before ?? 1;
      },
    });
    const second = () => Math.floor(Date.now() / 1000);
    const run = async (ctx: RuleContext) => {
      times.length = 0;
      const before = second();
      await ctx.observeQuiet(ctx.serial());
      return [before, second()];
    };
    const [before, after] = await seenBy(run, { receiver, observe });
    expect(times.length).toBeGreaterThan(0);
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(Number(before));
      expect(time).toBeLessThanOrEqual(Number(after));
    }
  });

  it('can be observed after a pause', async () => {
    const pausedMs = await seenBy(async (ctx) => {
      const start = performance.now();
      await ctx.pause(50);
      return performance.now() - start;
    });
    expect(pausedMs).toBeGreaterThanOrEqual(49);
  });
});
