import { describe, expect, it } from 'vitest';
import { apply, digest, knownTime, write } from '../../../fixtures/receivers/apply.ts';
import { withOwnParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { check } from '../../../suites/index.ts';
import { checkFixture, reasonsOf, testSecret } from '../../runner/check-fixture.ts';

const rule = 'retry/remembers-long-enough';
/** The whole time in which YCM may repeat: two attempts of three seconds, and no gap. */
const shortest = { settings: { timeoutSeconds: 3, retryCount: 1 }, profile: { retryDelayMs: 0 } };
const rememberedMs = 5000;

/** Forgets what it applied after five seconds: longer than a check waits that is in a hurry. */
const forgetful = withOwnParts(() => {
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
  it('waits a part of the time in which YCM may repeat, and says so', async () => {
    const report = await checkFixture(forgetful, { rules: [rule], ...shortest });
    expect(reasonsOf(report)).toBe('');
    expect(report.results[0]?.evidence.notes?.join()).toMatch(
      /^resent after 2\.00 s and \d+ other messages; YCM may resend for 6\.00 s; thorough waits longer$/,
    );
  });

  it('waits all of it when the run is thorough', async () => {
    const report = await checkFixture(forgetful, { rules: [rule], ...shortest, thorough: true });
    expect(reasonsOf(report)).toMatch(/^fail retry\/remembers-long-enough: `applied` went from /);
    expect(report.results[0]?.evidence.notes?.join()).toMatch(
      /^resent after 6\.00 s, as long as YCM may resend, and \d+ other messages$/,
    );
  });

  it('does not take what other messages change for an effect of the repetition', async () => {
    const applied: Record<string, number> = {};
    const counting = withOwnParts(() => ({
      apply: (store, report) => {
        apply(store, report);
        applied[report.sn] = store.open(report.sn).applied;
      },
    }));
    const report = await check({
      receiver: counting({ secret: testSecret }),
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
