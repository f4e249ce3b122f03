import {
  ackFailureOf,
  defineRule,
  fail,
  leaveToOtherRules,
  type Sent,
  sendEveryKind,
  watchFor,
} from '../../runner/rule-kit.ts';

/** A response that is longer than this (bytes) counts as endless. */
const maxBodyBytes = 4 * 1024 * 1024;

export const finishesItsResponse = defineRule({
  id: 'acknowledgement/finishes-its-response',
  title: 'finishes each response that it has started',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'timeout'],
  why: 'A sender that reads the whole response waits for the rest until the timeout, then counts the message as lost.',
  fix: 'End the response (res.end()) with a Content-Length that matches the body. A webhook response needs no body at all.',
  inProduction:
    'The handler sends the status and never ends the response, or promises more bytes than it sends. The receiver logs 200, the sender logs a timeout, and YCM retries every message.',
  procedure: [
    'Hookswitch sends one message of each documented kind at once and reads each response to its end.',
    'The rule fails if the end does not arrive within the timeout, if the connection breaks first, or if the body exceeds 4 MiB.',
    'It also fails if the end of the response to a genuine message of another rule does not arrive within its timeout.',
  ],
  lesson: 'one-route',
  acknowledgementRank: 5,
  isAboutFailures: true,
  // A broken connection may be due to a rule that kills the receiver.
  watch: watchFor(({ isGenuine, sent: { outcome }, what }) =>
    isGenuine && outcome.kind === 'timeout' && outcome.status !== undefined
      ? { expected: `a complete response to ${what}` }
      : undefined,
  ),
  async run(ctx) {
    const sent = await sendEveryKind(ctx, { maxBodyBytes });
    const unfinished = sent.find((one) => ackFailureOf(one) === 'unfinished');
    if (unfinished) fail(`a complete response to ${unfinished.what}`, unfinished);
    const endless = sent.find(isEndless);
    if (endless) {
      fail(
        `a complete response to ${endless.what}`,
        'a body of more than 4 MiB that did not end',
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
