import { type OneReport, reportOfEachKind } from '../../runner/context/one-report.ts';
import {
  expectUsualOnce,
  retryAfterFailure,
  type Usual,
  usualOf,
} from '../../runner/downstream/after-failure.ts';
import { givenCalls } from '../../runner/downstream/given-calls.ts';
import { defineRule, type RuleContext, type Sent } from '../../runner/rule-kit.ts';

export const appliesTheRetryOfAFailure = defineRule({
  id: 'retry/applies-the-retry-of-a-failure',
  title: 'brings to an end, once, what failed at first because the service that it calls failed',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count', 'acknowledge-with-2xx'],
  why: 'What is marked as seen before its work has succeeded is lost when the work fails: the retry is taken for a repetition. So is what was acknowledged when nobody tries its work again.',
  fix: 'Either acknowledge what is safely stored, and call the service until it has taken it; or answer 5xx, leave no trace of the message, and do all of it at the retry. Not both, and neither half.',
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
    if (!wasAcknowledged) await retryAfterFailure(ctx, report);
    const how = usual[n];
    if (how) await expectUsualOnce(ctx, report, how, wasAcknowledged);
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
