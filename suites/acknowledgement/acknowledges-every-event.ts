import { expectAcknowledged } from '../../runner/context/expect.ts';
import { leaveToOtherRules, missOf, sendEveryKind } from '../../runner/context/genuine.ts';
import { defineRule } from '../../runner/rule.ts';

export const acknowledgesEveryEvent = defineRule({
  id: 'acknowledgement/acknowledges-every-event',
  title: 'acknowledges every documented event, about DIDs and about capacity',
  level: 'must',
  basis: 'documented',
  requirements: [
    'acknowledge-with-2xx',
    'all-events',
    'sends-subscribed-events',
    'did-change-event',
    'capacity-change-event',
  ],
  why: 'An event that is answered otherwise is sent again until YCM gives it up, and is then lost.',
  hint: 'Events come as arrays of reports, each with its own sn; a report about capacity has no event and is known by its repository. Answer 2xx to each of them, also to those that you do nothing with.',
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const [, ...events] = sent;
    const refused = events.find((one) => ['refused', 'broken'].includes(missOf(one) ?? ''));
    if (refused && sent.some((one) => one.isAcknowledged)) expectAcknowledged(ctx, refused);
    leaveToOtherRules(events);
  },
});
