import { defineRule, fail, leaveToOtherRules, missOf, sendEveryKind } from '../../runner/rule-kit.ts';

export const acknowledgesInTime = defineRule({
  id: 'acknowledgement/acknowledges-in-time',
  title: 'acknowledges each kind of message within the timeout, the body of its answer included',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['timeout', 'acknowledge-with-2xx'],
  why: 'An answer that comes too late is a failure to YCM: it sends again what was already done, and gives up in the end.',
  fix: 'Answer 2xx as soon as the message is checked and safely stored; call other services after that, from a queue.',
  inProduction:
    'The work is done before the answer, and one day the service behind takes 12 seconds. YCM sees no answer, sends again, and the work is done two, three, four times, while the log of YCM says that every try failed.',
  tried:
    'Sends a message of each documented kind at once, and waits as long as the timeout says. Fails when one is not answered by then. An answer whose body is late is left to acknowledgement/finishes-its-response.',
  lesson: 'store-then-answer',
  acknowledgementRank: 4,
  isAboutFailures: true,
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const late = sent.find((one) => missOf(one) === 'late');
    if (late) {
      fail(`a response within the timeout of ${ctx.run.settings.timeoutSeconds} s for ${late.what}`, late);
    }
    leaveToOtherRules(sent.filter((one) => missOf(one) === 'unfinished'));
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});
