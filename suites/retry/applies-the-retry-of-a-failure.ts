import { cannotTell, expectAcknowledged, fail } from '../../runner/context/expect.ts';
import { type Led, type OneReport, reportOfEachKind, unlikeOthers } from '../../runner/context/one-report.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import type { Sent } from '../../runner/context/sent.ts';
import { awaitEffects, effectsOn, givenCalls } from '../../runner/downstream/given-calls.ts';
import { defineRule } from '../../runner/rule.ts';

export const appliesTheRetryOfAFailure = defineRule({
  id: 'retry/applies-the-retry-of-a-failure',
  title: 'brings to an end, once, what failed at first because the service that it calls failed',
  level: 'must',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count', 'acknowledge-with-2xx'],
  why: 'What is marked as seen before its work has succeeded is lost when the work fails: the retry is taken for a repetition. So is what was acknowledged when nobody tries its work again.',
  hint: 'Either acknowledge what is safely stored, and call the service until it has taken it; or answer 5xx, leave no trace of the message, and do all of it at the retry. Not both, and neither half.',
  inProduction:
    'The receiver notes that it has seen the message, calls the CRM, gets a 500 and answers 500. YCM sends again a second later, the receiver finds its note and answers 200. Nobody ever tells the CRM.',
  tried:
    'Plays the service that the receiver calls, and sees what a DID change and a capacity change lead to there. Then the service answers 500 while the same comes about other PBXs, then it refuses connections, and answers again. What was not acknowledged is sent again as YCM does. Either way the service has to be told as often as usual, within 30 seconds and no more, and the state has to end as usual.',
  lesson: 'mark-with-the-work',
  explainedBy: ['retry/acknowledges-a-repetition'],
  needs: ['downstream'],
  async run(ctx) {
    const usual = await Promise.all((await givenCalls(ctx)).map((report) => usualOf(ctx, report)));
    for (const behaviour of ['fails', 'refuses'] as const) await failAtFirst(ctx, behaviour, usual);
  },
});

type Failure = 'fails' | 'refuses';

/** What one report leads to when nothing fails. */
interface Usual extends Led {
  /** How often it changes something at the service. */
  readonly effects: number;
}

async function usualOf(ctx: RuleContext, report: OneReport): Promise<Usual> {
  const state = await ctx.observeQuiet(report.sn);
  const effects = effectsOn(ctx, report.sn);
  if (effects > 0 || ctx.sees.state) return { report, state, effects };
  cannotTell(
    `the service is asked about ${report.what}, and told nothing: give --observe-url to show what comes of it`,
  );
}

async function failAtFirst(ctx: RuleContext, behaviour: Failure, usual: readonly Usual[]): Promise<void> {
  const kinds = usual.map(({ report }) => report.what);
  const reports = reportOfEachKind(ctx).filter(({ what }) => kinds.includes(what));
  ctx.downstream.behave(behaviour);
  const sent = await Promise.all(
    reports.map(({ message, what }) => ctx.deliver(message, { note: `${what}, while the service fails` })),
  );
  await letItFail(ctx, behaviour, reports, sent);
  ctx.downstream.behave('answers');
  const bringToAnEnd = async (report: OneReport, n: number) => {
    const wasAcknowledged = sent[n]?.isAcknowledged === true;
    if (!wasAcknowledged) await retry(ctx, report);
    const how = usual[n];
    if (how) await expectOnce(ctx, report, how, wasAcknowledged);
  };
  await Promise.all(reports.map(bringToAnEnd));
}

/** How long to wait for what cannot be seen, or does not come while what is before it fails (ms). */
const unseenMs = 300;

/** Who acknowledges first calls after that: it should meet the failure. What is refused cannot be seen. */
async function letItFail(
  ctx: RuleContext,
  behaviour: Failure,
  reports: readonly OneReport[],
  sent: readonly Sent[],
): Promise<void> {
  const later = reports.filter((_, n) => sent[n]?.isAcknowledged).map(({ sn }) => sn);
  if (later.length === 0) return;
  if (behaviour === 'fails') await ctx.downstream.awaitAnyCall(later);
  if (behaviour === 'refuses' || !later.every(ctx.downstream.hasCalls)) await ctx.pause(unseenMs);
}

/** As YCM does, until it is acknowledged or the retries are over. */
async function retry(ctx: RuleContext, { message, what }: OneReport): Promise<void> {
  const { retryCount } = ctx.run.settings;
  for (let nth = 1; nth <= retryCount; nth++) {
    await ctx.pause(ctx.run.profile.retryDelayMs);
    const note = `retry ${nth} of ${what} that failed with the service, which answers again`;
    const sent = await ctx.deliver(message, { note });
    if (sent.isAcknowledged) return;
    if (nth === retryCount) expectAcknowledged(ctx, sent);
  }
}

/** It may come late, but not again. */
async function expectOnce(
  ctx: RuleContext,
  report: OneReport,
  usual: Usual,
  wasAcknowledged: boolean,
): Promise<void> {
  const after = wasAcknowledged
    ? 'that it acknowledged while the service failed'
    : 'whose first attempt failed';
  const count = await awaitEffects(ctx, report.sn, usual.effects);
  if (count < usual.effects)
    fail(
      `tells the service of ${report.what} ${after}, once the service answers again`,
      `told it ${times(count)} and not ${times(usual.effects)}`,
    );
  const state = await ctx.observeQuiet(report.sn);
  const inTheEnd = effectsOn(ctx, report.sn);
  if (inTheEnd > usual.effects)
    fail(
      `tells the service once of ${report.what} ${after}`,
      `told it ${times(inTheEnd)} and not ${times(usual.effects)}`,
    );
  if (ctx.sees.state) await expectUsualState(ctx, { report, state }, usual, after);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

async function expectUsualState(ctx: RuleContext, led: Led, before: Led, after: string): Promise<void> {
  const { report } = led;
  const one = reportOfEachKind(ctx).find(({ what }) => what === report.what) ?? report;
  await ctx.deliver(one.message, { note: `${one.what}, for comparison` });
  await awaitEffects(ctx, one.sn, effectsOn(ctx, before.report.sn));
  const unlike = unlikeOthers(led, before, { report: one, state: await ctx.observeQuiet(one.sn) });
  if (unlike !== undefined)
    fail(`ends with ${report.what} ${after} as with one that went well`, `ends otherwise: ${unlike}`);
}
