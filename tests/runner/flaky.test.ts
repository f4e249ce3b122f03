import { describe, expect, it } from 'vitest';
import { checkBy } from '../../check/check.ts';
import { reportFormats } from '../../reports/format-names.ts';
import { textFindings, textSummary } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import { cannotTell, expectAcknowledged } from '../../runner/context/expect.ts';
import { defineRule } from '../../runner/rule.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { validate } from '../../schemas/index.ts';
import { testMessage } from '../../simulator/index.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { testSecret } from './check-fixture.ts';
import { ownTexts } from './own-rules.ts';

interface Tried {
  readonly report: Report;
  /** How many times the rule was tried. */
  readonly trials: number;
  /** The generated cases, trial by trial. */
  readonly drawn: readonly number[];
}

/** Checks a receiver that gives the rule's n-th message the n-th status, and later ones the last. */
async function checkIt(statuses: readonly number[], thenTellsNothing = false): Promise<Tried> {
  let isBegun = false;
  let answered = 0;
  const drawn: number[] = [];
  const rule = defineRule({
    id: 'example/acknowledges',
    title: 'acknowledges the test message',
    level: 'must',
    severity: 'refuses-genuine',
    basis: 'derived',
    requirements: [],
    ...ownTexts,
    async run(ctx) {
      isBegun = true;
      drawn.push(ctx.run.random());
      if (thenTellsNothing && drawn.length > 1)
        cannotTell({ reasonCode: 'too-slow', detail: 'nothing can be told' });
      expectAcknowledged(ctx, await ctx.deliver(testMessage));
    },
  });
  const report = await checkBy([rule], {
    receiver: (_request, response) => {
      response.statusCode = isBegun ? (statuses[Math.min(answered, statuses.length - 1)] ?? 200) : 200;
      if (isBegun) answered += 1;
      response.end();
    },
    secret: testSecret,
    time: 'simulated',
  });
  return { report, trials: drawn.length, drawn };
}

describe('a rule that fails', () => {
  it('is tried again, and is flaky with the evidence of both trials if it then passes', async () => {
    const { report, drawn } = await checkIt([500, 200]);
    const [result] = report.results;
    expect(result).toMatchObject({
      verdict: 'fail',
      finding: { actual: expect.stringMatching(/^500 Internal Server Error in /) },
    });
    expect(result?.evidence.attempts.map(({ outcome }) => outcome)).toMatchObject([{ status: 500 }]);
    expect(result?.flaky?.evidence.attempts.map(({ outcome }) => outcome)).toMatchObject([{ status: 200 }]);
    expect(drawn[1]).toBe(drawn[0]);
    expect(validate('report', report)).toBeUndefined();
  });

  it('is not flaky when it fails again', async () => {
    const { report, trials } = await checkIt([500]);
    expect(report.results[0]).toMatchObject({ verdict: 'fail' });
    expect(report.results[0]).not.toHaveProperty('flaky');
    expect(trials).toBe(2);
  });

  it('is not flaky when the second trial is inconclusive', async () => {
    const { report } = await checkIt([500], true);
    expect(report.results[0]).toMatchObject({ verdict: 'fail' });
    expect(report.results[0]).not.toHaveProperty('flaky');
  });

  it('is tried only once if it passes', async () => {
    const { report, trials } = await checkIt([200]);
    expect(report.summary.pass).toBe(1);
    expect(trials).toBe(1);
  });
});

describe('a flaky failure', () => {
  it('is marked as flaky in every report', async () => {
    const [flaky, steady] = [(await checkIt([500, 200])).report, (await checkIt([500])).report];
    for (const format of reportFormats) {
      expect(renderReport(format, flaky).toLowerCase(), format).toContain('flaky');
      expect(renderReport(format, steady).toLowerCase(), format).not.toContain('flaky');
    }
    const style = { colors: noColors, width: 300 };
    expect(textFindings(flaky, style)).toContain('failed once, then passed with the same seed');
    expect(textSummary(flaky, style)).toContain('1 failed (1 flaky)');
  });
});
