import {
  cannotTell,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  given,
  isRefused,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { serialise } from '../../simulator/index.ts';

const mebibytes = 16;

export const limitsSize = defineRule({
  id: 'message/limits-size',
  title: 'has some bound on the size of a message, and goes on serving beyond it',
  level: 'should',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['webhook-url'],
  why: 'A body is read before its signature can be checked: without a bound anybody can fill the memory of the receiver.',
  fix: 'Set a limit of some megabytes on the body, in the framework or in the proxy before it, and answer 413; real messages stay below one.',
  inProduction:
    'The body has to be read before its signature can be checked, so a stranger decides how much memory that takes. Ten requests of a gigabyte each end the process, without any secret.',
  tried:
    'Runs alone. After a genuine message, sends one of 16 MiB, genuine but for white space behind it. It has to be refused with a 4xx, or the connection to be closed. Then a genuine message has to be acknowledged.',
  lesson: 'read-to-the-end',
  needs: ['body'],
  runs: 'alone',
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const note = `a message of ${mebibytes} MiB`;
    const sent = await ctx.deliver(hugeMessage(ctx), { note });
    const { outcome } = sent;
    if (outcome.kind === 'timeout' && outcome.phase === 'send')
      cannotTell({
        because: 'too-slow',
        detail: `${note} could not be sent within the timeout: the line may be too slow for it`,
      });
    if (!isRefused(sent) && outcome.kind !== 'connection-failed')
      fail(`a 413 or a closed connection for ${note}`, sent);
    const after = await ctx.deliver(didChange(ctx), { note: `a genuine message after ${note}` });
    expectAcknowledged(ctx, after);
  },
});

/** A genuine message in all but the white space at its end: nothing but its size can be a reason to refuse it. */
function hugeMessage(ctx: RuleContext): Uint8Array {
  const bytes = Buffer.alloc(mebibytes * 1024 * 1024, ' ');
  serialise(didChange(ctx), ctx.run.profile).copy(bytes);
  return bytes;
}
