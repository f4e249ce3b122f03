import {
  actualOf,
  assumeCalls,
  defineRule,
  didChange,
  fail,
  genuineMessages,
  leaveToOtherRules,
  type RuleContext,
  type Sent,
  sendEveryKind,
} from '../../runner/rule-kit.ts';

/** Enough messages to exhaust a small pool of connections. */
const concurrent = 24;

/** The receiver didn't wait for the service, but the rule requires more. */
const acknowledge =
  "Store the message, respond with a 2xx, then call the service from a queue. Any other response leaves the message to YCM's retries, which may end before the service works again.";

export const doesNotWaitForDownstream = defineRule({
  id: 'acknowledgement/does-not-wait-for-downstream',
  title: 'acknowledges in time while a downstream service hangs, and responds in time while it fails',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['timeout', 'acknowledge-with-2xx'],
  why: "If the receiver waits for another service before it responds, or rejects messages while that service hangs, it depends on YCM's retries for every message. The retries slow the service down further, and events are lost when the retries end.",
  fix: 'Store the message, respond, then call the service from a queue. Give each call its own timeout.',
  inProduction:
    'The receiver passes each report to a CRM and responds only after the CRM does. One evening the CRM is slow: every webhook times out, and the retries put even more load on the CRM.',
  procedure: [
    'Hookswitch simulates the downstream service. First the service works, and your receiver must call it.',
    'The service accepts calls without responding, while one message of each kind and 24 more arrive at once. Every message that is normally acknowledged must be acknowledged within the timeout.',
    'The service responds with 500, then refuses connections. Each message needs a response in time: a 2xx, or a 5xx that makes YCM retry.',
    'Before the rule reports a failure, Hookswitch sends the messages again while the service works. If your receiver is late even then, it has another problem.',
  ],
  lesson: 'store-then-answer',
  explainedBy: ['acknowledgement/acknowledges-ten-at-once', 'acknowledgement/acknowledges-a-burst'],
  needs: ['downstream'],
  isAboutFailures: true,
  async run(ctx) {
    const usual = await sendEveryKind(ctx);
    await assumeCalls(ctx);
    ctx.downstream.behave('hangs');
    await expectAcks(ctx, usual, await manyAtOnce(ctx));
    for (const behavior of ['fails', 'refuses'] as const) {
      ctx.downstream.behave(behavior);
      await expectResponses(ctx, usual, await sendEveryKind(ctx, { unbounded: true }), behavior);
    }
  },
});

function manyAtOnce(ctx: RuleContext): Promise<Sent[]> {
  return Promise.all([...everyKind(ctx), ...others(ctx)]);
}

function everyKind(ctx: RuleContext): Promise<Sent>[] {
  return genuineMessages(ctx).map(([what, message]) => ctx.deliver(message, { unbounded: true, note: what }));
}

function others(ctx: RuleContext): Promise<Sent>[] {
  return Array.from({ length: concurrent }, (_, n) =>
    ctx.deliver(didChange(ctx), { unbounded: true, note: `message ${n + 1} of ${concurrent} at once` }),
  );
}

/** Other rules check messages that are not acknowledged even while the service works. */
function isUsual(usual: readonly Sent[], n: number): boolean {
  return usual[n]?.isAcknowledged ?? usual.some(({ isAcknowledged }) => isAcknowledged);
}

/** A receiver that is just as slow while the service works isn't waiting for the service. */
async function assertInTimeOtherwise(ctx: RuleContext, usual: readonly Sent[]): Promise<void> {
  ctx.downstream.behave('answers');
  const late = (await manyAtOnce(ctx)).find((one, n) => !one.isAcknowledged && isUsual(usual, n));
  if (late) leaveToOtherRules([late]);
}

async function expectAcks(ctx: RuleContext, usual: readonly Sent[], sent: readonly Sent[]): Promise<void> {
  const missed = sent.filter((one, n) => !one.isAcknowledged && isUsual(usual, n));
  const isLate = ({ outcome }: Sent) => outcome.kind !== 'response';
  const first = missed.find(isLate) ?? missed[0];
  if (!first) return;
  await assertInTimeOtherwise(ctx, usual);
  fail(
    `a 2xx within ${ctx.run.settings.timeoutSeconds} s while the downstream service does not respond`,
    `${missed.length} of ${sent.length} messages not acknowledged; for ${first.what}: ${actualOf(first)}`,
    isLate(first) ? undefined : acknowledge,
    first,
  );
}

/** A 5xx makes YCM retry, which is correct if nothing is stored yet. */
async function expectResponses(
  ctx: RuleContext,
  usual: readonly Sent[],
  sent: readonly Sent[],
  behavior: 'fails' | 'refuses',
): Promise<void> {
  const missed = sent.find(({ outcome }, n) => outcome.kind !== 'response' && isUsual(usual, n));
  if (!missed) return;
  await assertInTimeOtherwise(ctx, usual);
  const how = behavior === 'fails' ? 'responds with 500' : 'refuses connections';
  fail(
    `a response within ${ctx.run.settings.timeoutSeconds} s for ${missed.what} while the downstream service ${how}`,
    missed,
  );
}
