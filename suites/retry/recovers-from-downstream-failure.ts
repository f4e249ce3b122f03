import {
  assumeCalls,
  defineRule,
  type OneReport,
  type RuleContext,
  reportOfEachKind,
  type Sent,
} from '../../runner/rule-kit.ts';
import {
  expectUsualResult,
  retryAfterFailure,
  type UsualResult,
  usualResultOf,
} from './downstream/after-failure.ts';

export const recoversFromDownstreamFailure = defineRule({
  id: 'retry/recovers-from-downstream-failure',
  title: 'processes a message exactly once even if the downstream service fails at first',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['retry-on-failure', 'retry-count', 'acknowledge-with-2xx'],
  why: 'If a message is marked as seen before its work succeeds, a failure loses it: the retry looks like a duplicate. A message is also lost if it is acknowledged and nobody retries its work.',
  fix: 'Choose one. Either acknowledge what is safely stored, and call the service until it succeeds, not only a few times. Or respond 5xx, keep no trace of the message, and do all of it on the retry. If your next call comes later than half a minute, set --settle to more than that.',
  inProduction:
    'The receiver marks the message as seen, calls the CRM, gets a 500 and responds with 500. YCM retries a second later, and the receiver finds its mark and responds 200. The CRM never gets the report.',
  procedure: [
    'Hookswitch simulates the downstream service, and learns which calls a DID change and a capacity change lead to.',
    'The service responds with 500 while the same changes arrive for other PBXs. Then the service refuses connections, for 2 seconds if your receiver acknowledged the messages. Then it works again.',
    'Hookswitch retries messages that were not acknowledged, as YCM does.',
    'In each case the service must get the usual number of calls within 30 seconds, and the state must end up the same as without a failure.',
  ],
  lesson: 'mark-with-the-work',
  explainedBy: ['retry/acknowledges-duplicates'],
  needs: ['downstream'],
  runs: 'patient',
  async run(ctx) {
    const usual = await Promise.all((await assumeCalls(ctx)).map((report) => usualResultOf(ctx, report)));
    // Calls that name no PBX are counted for one PBX at a time.
    const together = ctx.downstream.isNameless ? usual.map((one) => [one]) : [usual];
    for (const behavior of ['fails', 'refuses'] as const)
      for (const some of together) await failAtFirst(ctx, behavior, some);
  },
});

type Failure = 'fails' | 'refuses';

async function failAtFirst(
  ctx: RuleContext,
  behavior: Failure,
  usual: readonly UsualResult[],
): Promise<void> {
  const kinds = usual.map(({ report }) => report.what);
  const reports = reportOfEachKind(ctx).filter(({ what }) => kinds.includes(what));
  ctx.downstream.behave(behavior);
  for (const { sn } of reports) ctx.downstream.countAs(sn);
  const sent = await Promise.all(
    reports.map(({ message, what }) => ctx.deliver(message, { note: `${what}, while the service fails` })),
  );
  await awaitFailure(ctx, behavior, reports, sent);
  ctx.downstream.behave('answers');
  const complete = async (report: OneReport, n: number) => {
    const wasAcknowledged = sent[n]?.isAcknowledged === true;
    if (!wasAcknowledged) await retryAfterFailure(ctx, report);
    const how = usual[n];
    if (how) await expectUsualResult(ctx, report, how, wasAcknowledged);
  };
  await Promise.all(reports.map(complete));
}

/** How long to wait for a call that comes only after an earlier one succeeds (ms). */
const unseenMs = 300;

/** How long the service refuses connections (ms): a restart takes seconds, and a receiver that has acknowledged must not give up before. */
const downMs = 2000;

/** A receiver that acknowledges first calls the service later, and should meet the failure. A refused connection cannot be observed. */
async function awaitFailure(
  ctx: RuleContext,
  behavior: Failure,
  reports: readonly OneReport[],
  sent: readonly Sent[],
): Promise<void> {
  const later = reports.filter((_, n) => sent[n]?.isAcknowledged).map(({ sn }) => sn);
  if (later.length === 0) return;
  if (behavior === 'refuses') return ctx.pause(downMs);
  await ctx.downstream.awaitAnyCall(later);
  if (!later.every(ctx.downstream.hasCalls)) await ctx.pause(unseenMs);
}
