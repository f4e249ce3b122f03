import { givenCalls } from '../../runner/downstream/given-calls.ts';
import {
  actualOf,
  defineRule,
  didChange,
  fail,
  genuineMessages,
  type RuleContext,
  type Sent,
  sendEveryKind,
} from '../../runner/rule-kit.ts';

/** As many as exhaust what has a place for a few calls only. */
const crowd = 24;

export const doesNotWaitForDownstream = defineRule({
  id: 'acknowledgement/does-not-wait-for-downstream',
  title:
    'acknowledges in time although the service that it calls hangs, and answers in time although that fails',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['timeout', 'acknowledge-with-2xx'],
  why: 'Where the ack waits for another service, its slow hour becomes that of the webhooks: they time out, are sent again, which slows it further, and are lost when the retries are over.',
  fix: 'Store the message, answer, and call the service after that, from what is stored; give each call a timeout of its own.',
  inProduction:
    'The receiver hands each report on to a CRM, and answers when the CRM has. The evening on which the CRM is slow, every webhook runs into its timeout, and the retries put their load on the CRM as well.',
  tried:
    'Plays the service that the receiver calls. First it answers: the receiver has to call it. Then it takes calls and answers none, and a message of each kind and 24 more come at once: all that are usually acknowledged have to be, within the timeout. At last it answers 500, and then refuses connections: each message has to be answered in time, with a 2xx, or with a 5xx that has YCM send again.',
  lesson: 'store-then-answer',
  needs: ['downstream'],
  isAboutFailures: true,
  async run(ctx) {
    const usual = await sendEveryKind(ctx);
    await givenCalls(ctx);
    ctx.downstream.behave('hangs');
    expectAcks(ctx, usual, await Promise.all([...everyKind(ctx), ...others(ctx)]));
    for (const behaviour of ['fails', 'refuses'] as const) {
      ctx.downstream.behave(behaviour);
      expectAnswers(ctx, usual, await sendEveryKind(ctx, { unbounded: true }), behaviour);
    }
  },
});

function everyKind(ctx: RuleContext): Promise<Sent>[] {
  return genuineMessages(ctx).map(([what, message]) => ctx.deliver(message, { unbounded: true, note: what }));
}

function others(ctx: RuleContext): Promise<Sent>[] {
  return Array.from({ length: crowd }, (_, n) =>
    ctx.deliver(didChange(ctx), { unbounded: true, note: `message ${n + 1} of ${crowd} at once` }),
  );
}

/** What is not acknowledged on a good day is another rule's business. */
function isUsual(usual: readonly Sent[], n: number): boolean {
  return usual[n]?.isAcknowledged ?? usual.some(({ isAcknowledged }) => isAcknowledged);
}

function expectAcks(ctx: RuleContext, usual: readonly Sent[], sent: readonly Sent[]): void {
  const missed = sent.filter((one, n) => !one.isAcknowledged && isUsual(usual, n));
  const [first] = missed;
  if (!first) return;
  fail(
    `a 2xx within ${ctx.run.settings.timeoutSeconds} s while the downstream service does not respond`,
    `${missed.length} of ${sent.length} messages not acknowledged; for ${first.what}: ${actualOf(first)}`,
    undefined,
    first,
  );
}

/** A 5xx has YCM send again, which is right where nothing is stored yet. */
function expectAnswers(
  ctx: RuleContext,
  usual: readonly Sent[],
  sent: readonly Sent[],
  behaviour: 'fails' | 'refuses',
): void {
  const missed = sent.find(({ outcome }, n) => outcome.kind !== 'response' && isUsual(usual, n));
  if (!missed) return;
  const how = behaviour === 'fails' ? 'responds with 500' : 'refuses connections';
  fail(
    `a response within ${ctx.run.settings.timeoutSeconds} s for ${missed.what} while the downstream service ${how}`,
    missed,
  );
}
