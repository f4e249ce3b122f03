import { actualOf, fail } from '../../runner/context/expect.ts';
import { leaveToOtherRules, missOf, sendEveryKind } from '../../runner/context/genuine.ts';
import { defineRule } from '../../runner/rule.ts';

export const acknowledgesInTime = defineRule({
  id: 'acknowledgement/acknowledges-in-time',
  title: 'acknowledges each kind of message within the timeout, the body of its answer included',
  level: 'must',
  basis: 'documented',
  requirements: ['timeout', 'acknowledge-with-2xx'],
  why: 'An answer that comes too late is a failure to YCM: it sends again what was already done, and gives up in the end.',
  hint: 'Answer 2xx as soon as the message is checked and safely stored; call other services after that, from a queue.',
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const late = sent.find((one) => missOf(one) === 'late');
    if (late) {
      fail(`answers ${late.what} within the timeout of ${ctx.settings.timeoutSeconds} s`, actualOf(late));
    }
    leaveToOtherRules(sent.filter((one) => missOf(one) === 'unfinished'));
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});
