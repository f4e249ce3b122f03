import { describe, it } from 'vitest';
import { apply, digest, knownTime, write } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { check } from '../../../suites/index.ts';
import { remembersLongEnough } from '../../../suites/retry/remembers-long-enough.ts';
import { checkFixture, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { application, checkOwn, ownRule } from '../../runner/own-rules.ts';

const rule = 'retry/remembers-long-enough';
/** The whole time in which YCM may retry: two attempts of four seconds, and no gap. */
const shortest = { settings: { timeoutSeconds: 4, retryCount: 1 }, profile: { retryDelayMs: 0 } };

/** Forgets what it applied after this long. */
const forgetful = (rememberedMs: number) =>
  withParts(() => {
    const seenAt = new Map<string, number>();
    return {
      apply: (store, report) => {
        const pbx = store.open(report.sn);
        const isKnown = performance.now() - (seenAt.get(digest(report)) ?? -rememberedMs) < rememberedMs;
        if (isKnown || report.updateTime < knownTime(pbx, report)) return;
        seenAt.set(digest(report), performance.now());
        write(pbx, report);
      },
    };
  });

describe(rule, () => {
  it("resends the check's first messages five seconds later", async ({ expect }) => {
    const report = await checkFixture(forgetful(5000), { rules: [rule] });
    expect(reasonsOf(report)).toMatch(/^fail retry\/remembers-long-enough: `applied` went from /);
    expect(report.results[0]?.finding?.expected).toMatch(
      /^PBX state unchanged after a duplicate, sent \d\S* s and [\d,]+ other messages later$/,
    );
    expect(report.results[0]?.evidence.notes?.[0]).toMatch(
      /^sent again after \S+ s and .* YCM may retry for 15\.00 s/,
    );
    expect(report.results[0]?.evidence.triedLess).toMatchObject({ what: 'seconds', planned: 15 });
    expect(report.results[0]?.evidence.triedLess?.tried).toBeLessThan(15);
  });

  it('waits as long as YCM may retry if the run is thorough', async ({ expect }) => {
    const report = await checkFixture(forgetful(7900), { rules: [rule], ...shortest, thorough: true });
    expect(reasonsOf(report)).toMatch(/^fail retry\/remembers-long-enough: `applied` went from /);
    expect(report.results[0]?.evidence.notes?.[0]).toMatch(/; YCM may retry for 8\.00 s$/);
    expect(report.results[0]?.evidence.triedLess).toBeUndefined();
  });

  it('checks again after all other rules', async ({ expect }) => {
    const { checkWith } = receiverWithMemory();
    const result = await checkWith(({ forget }) => forget());
    expect(result?.finding?.actual).toMatch(/^the state went from \d to \d/);
  });

  it('fails a receiver that has removed what it applied', async ({ expect }) => {
    const { checkWith } = receiverWithMemory();
    const result = await checkWith(({ ctx, set }) => {
      for (const { sn } of ctx.run.early().reports) set(sn, null);
    });
    expect(result?.finding).toMatchObject({
      expected: expect.stringContaining('kept until a newer report about it arrives'),
      actual: expect.stringMatching(/^it is gone: the state is null instead of \d$/),
      fix: expect.stringContaining('cleanup job'),
    });
  });

  it('leaves out messages whose state has changed since', async ({ expect }) => {
    const { checkWith } = receiverWithMemory();
    const result = await checkWith(({ ctx, forget, set }) => {
      forget();
      for (const { sn } of ctx.run.early().reports) set(sn, 'something else');
    });
    expect(result?.verdict).toBe('pass');
    expect(result?.evidence.notes?.[1]).toMatch(
      /^PBX \S+ has changed since the check began, so it was left out$/,
    );
  });

  it('leaves out messages that YCM would no longer send', async ({ expect }) => {
    const { checkWith } = receiverWithMemory({ timeoutSeconds: 3, retryCount: 1 });
    const result = await checkWith(async ({ ctx, forget }) => {
      await ctx.pause(5000);
      forget();
    });
    expect(result?.verdict).toBe('pass');
  });

  it('leaves out messages that were sent before a crash', async ({ expect }) => {
    const { checkWith } = receiverWithMemory();
    const result = await checkWith(async ({ ctx, crash }) => void (await crash(ctx)));
    expect(result?.verdict).toBe('pass');
  });

  it('does not attribute changes by other messages to the duplicate', async ({ expect }) => {
    const applied: Record<string, number> = {};
    const counting = withParts(() => ({
      apply: (store, report) => {
        apply(store, report);
        applied[report.sn] = store.open(report.sn).applied;
      },
    }));
    const report = await check({
      receiver: counting({ secret: testSecret }),
      time: 'simulated',
      receiverPath: '/webhook',
      secret: testSecret,
      observe: () => applied,
      settleMs: 500,
      rules: [rule],
      ...shortest,
    });
    expect(reasonsOf(report)).toBe('');
    expect(report.results[0]?.verdict).toBe('pass');
    expect(Object.keys(applied).length).toBeGreaterThan(10);
  });
});

/** Counts the messages about a PBX, each once, until it is made to forget them. */
function receiverWithMemory(settings = { timeoutSeconds: 10, retryCount: 5 }) {
  const known = new Set<string>();
  const { receiver, observe, set } = application({
    apply: (before, report) => {
      const text = JSON.stringify(report);
      return known.has(text) ? before : known.add(text) && Number(before ?? 0) + 1;
    },
  });
  let end: string | undefined;
  const forget = () => known.clear();
  const crash = (ctx: RuleContext) => ctx.deliver('crash');
  return {
    async checkWith(
      other: (tools: {
        ctx: RuleContext;
        forget: () => void;
        set: typeof set;
        crash: typeof crash;
      }) => unknown,
    ) {
      const first = ownRule('first', async (ctx) => void (await other({ ctx, forget, set, crash })));
      const { results } = await checkOwn([remembersLongEnough, first], {
        settings,
        observe,
        receiver: (request, response) => {
          if (request.headers['content-length'] !== '7') return receiver(request, response);
          end = 'exited with code 1';
          response.destroy();
        },
        restart: {
          kill: async () => {},
          start: async () => {
            end = undefined;
            forget();
          },
          ownEnd: () => end,
        },
      });
      return results.find(({ id }) => id === rule);
    },
  };
}
