import {
  assumeAcknowledged,
  cannotTell,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { isRejected, serialize } from '../../simulator/index.ts';

const mebibytes = 16;

export const limitsSize = defineRule({
  id: 'message/limits-size',
  title: 'limits the size of a message, and continues to work after one that is too large',
  level: 'should',
  sentBy: 'nobody',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['webhook-url'],
  why: 'A body must be read before its signature can be verified. Without a limit, anyone can fill the memory of the receiver.',
  fix: 'Limit the body to a few megabytes in the framework or the proxy, and respond 413. Real messages stay below one megabyte.',
  inProduction:
    'A stranger decides how much memory an unverified body takes. Ten requests of one gigabyte are enough to end the process, and the stranger needs no secret.',
  procedure: [
    'Hookswitch sends a genuine message. No other rule runs at the same time.',
    'It sends a message of 16 MiB that is genuine except for trailing whitespace. Your receiver must respond with a 4xx or close the connection.',
    'It sends another genuine message, which must get a 2xx.',
  ],
  lesson: 'read-to-the-end',
  needs: ['body'],
  runs: 'alone',
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const note = `a message of ${mebibytes} MiB`;
    const sent = await ctx.deliver(hugeMessage(ctx), { note });
    const { outcome, sentAfterMs = 0 } = sent;
    const phase = outcome.kind === 'timeout' ? outcome.phase : undefined;
    if (phase === 'send' || (phase === 'head' && sentAfterMs > ctx.run.timeoutMs / 2))
      cannotTell({
        reasonCode: 'too-slow',
        detail: `${note} could not be sent within half of the timeout: your receiver stops reading it without a response, or the network is too slow`,
      });
    if (!isRejected(outcome) && outcome.kind !== 'connection-failed')
      fail(`a 413 or a closed connection for ${note}`, sent);
    const after = await ctx.deliver(didChange(ctx), { note: `a genuine message after ${note}` });
    expectAcknowledged(ctx, after);
  },
});

/** A genuine message with trailing whitespace: only its size can be a reason to reject it. */
function hugeMessage(ctx: RuleContext): Uint8Array {
  const bytes = Buffer.alloc(mebibytes * 1024 * 1024, ' ');
  serialize(didChange(ctx), ctx.run.profile).copy(bytes);
  return bytes;
}
