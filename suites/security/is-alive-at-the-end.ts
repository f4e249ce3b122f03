import {
  cannotTell,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  formatMs,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const isAliveAtTheEnd = defineRule({
  id: 'security/is-alive-at-the-end',
  title: 'still acknowledges a genuine message after the whole check',
  level: 'must',
  sentBy: 'ycm',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Anyone who finds the URL can send the forged messages of this check. If they stop the receiver, or get YCM banned, the events stop too.',
  fix: 'Look in the log for a crash, a leak or a ban. Make sure that a bad request affects no other request. Count rejections by something other than the address, which forgers may share with YCM.',
  inProduction:
    'After a night of forged messages, the receiver is out of memory, or has banned the proxy that both the forger and YCM use. It rejected every forged message, and they stopped everything anyway.',
  procedure: [
    'After all other rules, except those about messages that YCM never sends, Hookswitch sends a DID change. Your receiver must respond with a 2xx, at the second attempt at the latest. If it rejected DID changes from the start, acknowledging the test message is enough.',
    'The rule also fails if reports no longer get a response, if your receiver acknowledges messages but has stopped applying them, or if it exited on its own, unless another rule fails because of that.',
    'If your receiver has stopped applying messages and the check can restart it, Hookswitch sends the messages of that moment again, to find the one that stops it.',
    'If no genuine message was acknowledged before, the rule is inconclusive.',
  ],
  lesson: 'quiet-errors',
  runs: 'last',
  isAboutTheRun: true,
  async run(ctx) {
    const ended = ctx.run.endedUnseen();
    if (ended !== undefined) fail('a process that keeps running', `it ${ended}`);
    if (ctx.run.acknowledged() === 0)
      cannotTell({
        reasonCode: 'nothing-acknowledged',
        detail: 'no genuine message was acknowledged earlier in the check',
      });
    const sent = await ctx.deliver(didChange(ctx), { note: 'a genuine message at the end of the run' });
    if (sent.isAcknowledged) return expectStillApplies(ctx);
    if (ctx.run.isSilent()) expectAcknowledged(ctx, sent);
    // A working receiver may always reject this kind of message, which another rule checks.
    // It may reject old reports too, so this one has the current time, like those at the start.
    const again = ctx.run.acceptsDids
      ? [{ ...newDidReport(ctx), updateTime: ctx.run.currentTime() }]
      : testMessage;
    const other = await ctx.deliver(again, { note: 'another genuine message at the end of the run' });
    expectAcknowledged(ctx, other);
  },
});

/** A slow queue makes progress. */
async function expectStillApplies(ctx: RuleContext): Promise<void> {
  const stopped = await ctx.stoppedApplying();
  if (!stopped) return;
  const expected = 'an effect of every acknowledged message, sooner or later';
  if ('by' in stopped)
    fail(
      expected,
      `${stopped.waiting} acknowledged reports have no effect. It stops applying messages after ${stopped.by.what}: sent alone after a restart, this stopped it again. The last with an effect was ${stopped.last}; the first without one was ${stopped.first}`,
      keepWorking,
    );
  const { waiting, forMs, lastApplied, firstWaiting, between } = stopped;
  const last = lastApplied === undefined ? '' : `. The last with an effect was ${lastApplied}`;
  fail(
    expected,
    `it has applied nothing for at least ${formatMs(forMs)}: ${waiting} acknowledged reports have no effect${last}. The first without one was ${firstWaiting}${acknowledgedBetween(between)}`,
    keepWorking,
  );
}

const maxNamed = 5;

function acknowledgedBetween(messages: readonly string[]): string {
  if (messages.length === 0) return '';
  const more = messages.length - maxNamed;
  const named = [...messages.slice(0, maxNamed), ...(more > 0 ? [`${more} more`] : [])];
  return `. One of these may have stopped it: ${named.join(', ')}`;
}

const keepWorking = {
  why: 'YCM takes an acknowledged message for delivered and never sends it again. Everything since the worker stopped is lost unless it starts again.',
  fix: 'Your receiver still acknowledges messages, but its worker or queue has stopped. Look for an exception in its log: often one malformed message ends the worker, or blocks the queue because it is retried without end. Catch the exceptions of each message, put the message aside, and continue with the next one.',
};
