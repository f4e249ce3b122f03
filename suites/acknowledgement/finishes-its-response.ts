import { actualOf, fail } from '../../runner/context/expect.ts';
import { leaveToOtherRules, missOf, sendEveryKind } from '../../runner/context/genuine.ts';
import { defineRule, type Sent } from '../../runner/rule.ts';

/** Whoever answers a webhook with more than this does not come to an end (bytes). */
const maxBodyBytes = 4 * 1024 * 1024;

export const finishesItsResponse = defineRule({
  id: 'acknowledgement/finishes-its-response',
  title: 'finishes the answer that it has begun',
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'A sender that reads the whole answer waits for the rest until the timeout, and takes the message for lost.',
  hint: 'End the response (res.end()), with a Content-Length that is the number of bytes of the body; a webhook needs no body at all.',
  async run(ctx) {
    const sent = await sendEveryKind(ctx, { maxBodyBytes });
    const unfinished = sent.find((one) => missOf(one) === 'unfinished');
    if (unfinished) fail(`finishes its answer to ${unfinished.what}`, actualOf(unfinished));
    const endless = sent.find(isEndless);
    if (endless) {
      fail(`finishes its answer to ${endless.what}`, 'sent 4 MiB of it and went on: it was given up there');
    }
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});

function isEndless({ outcome }: Sent): boolean {
  return outcome.kind === 'response' && !outcome.bodyComplete;
}
