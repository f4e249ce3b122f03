import { ackFailureOf, defineRule, fail, leaveToOtherRules, sendEveryKind } from '../../runner/rule-kit.ts';

export const acknowledgesInTime = defineRule({
  id: 'acknowledgement/acknowledges-in-time',
  title: 'responds to each kind of message within the timeout',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['timeout', 'acknowledge-with-2xx'],
  why: 'YCM counts a late response as a failure. It retries a message whose work is already done, and finally gives up.',
  fix: 'Respond 2xx as soon as the message is verified and stored. Call other services afterwards, from a queue.',
  inProduction:
    "The receiver works first and responds later. One day a service that it calls takes 12 seconds. YCM sees no response and retries, so the work is done two, three or four times, while YCM's log shows only failures.",
  procedure: [
    'Hookswitch sends one message of each documented kind at once and waits for the timeout.',
    'The rule fails if a response has not started by then. The rule acknowledgement/finishes-its-response checks responses whose body is late.',
  ],
  lesson: 'store-then-answer',
  acknowledgementRank: 4,
  isAboutFailures: true,
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const late = sent.find((one) => ackFailureOf(one) === 'late');
    if (late) {
      fail(`a response within the timeout of ${ctx.run.settings.timeoutSeconds} s for ${late.what}`, late);
    }
    leaveToOtherRules(sent.filter((one) => ackFailureOf(one) === 'unfinished'));
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});
