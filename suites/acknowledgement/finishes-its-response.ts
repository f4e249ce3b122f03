import {
  defineRule,
  fail,
  leaveToOtherRules,
  missOf,
  type Sent,
  sendEveryKind,
} from '../../runner/rule-kit.ts';

/** Whoever answers a webhook with more than this does not come to an end (bytes). */
const maxBodyBytes = 4 * 1024 * 1024;

export const finishesItsResponse = defineRule({
  id: 'acknowledgement/finishes-its-response',
  title: 'finishes the answer that it has begun',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'A sender that reads the whole answer waits for the rest until the timeout, and takes the message for lost.',
  fix: 'End the response (res.end()), with a Content-Length that is the number of bytes of the body; a webhook needs no body at all.',
  inProduction:
    'The status was sent and the handler forgot to end the answer, or promised more bytes than it sent. The log of the receiver says 200, that of the sender says timeout, and every message comes again.',
  tried:
    'Sends a message of each documented kind at once, and reads each answer to its end. Fails when the end has not come within the timeout, when the connection breaks before it, or when the answer has more than 4 MiB.',
  lesson: 'one-route',
  acknowledgementRank: 5,
  isAboutFailures: true,
  async run(ctx) {
    const sent = await sendEveryKind(ctx, { maxBodyBytes });
    const unfinished = sent.find((one) => missOf(one) === 'unfinished');
    if (unfinished) fail(`a complete response to ${unfinished.what}`, unfinished);
    const endless = sent.find(isEndless);
    if (endless) {
      fail(
        `a complete response to ${endless.what}`,
        'more than 4 MiB of body, and no end',
        undefined,
        endless,
      );
    }
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});

function isEndless({ outcome }: Sent): boolean {
  return outcome.kind === 'response' && !outcome.bodyComplete;
}
