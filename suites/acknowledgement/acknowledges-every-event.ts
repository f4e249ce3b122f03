import {
  defineRule,
  expectAcknowledged,
  leaveToOtherRules,
  missOf,
  sendEveryKind,
} from '../../runner/rule-kit.ts';

export const acknowledgesEveryEvent = defineRule({
  id: 'acknowledgement/acknowledges-every-event',
  title: 'acknowledges every documented event, about DIDs and about capacity',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: [
    'acknowledge-with-2xx',
    'all-events',
    'sends-subscribed-events',
    'did-change-event',
    'capacity-change-event',
  ],
  why: 'An event that is answered otherwise is sent again until YCM gives it up, and is then lost.',
  fix: 'Events come as arrays of reports, each with its own sn; a report about capacity has no event and is known by its repository. Answer 2xx to each of them, also to those that you do nothing with.',
  inProduction:
    'The receiver was written with the test message at hand, which is an object. Events are arrays, and a capacity report has no event at all: they end in a 400 or a crash, are sent again a few times, and are lost.',
  tried:
    'Sends a message of each documented kind at once: the test message, did_change, did_delete, trunk_delete, pce_delete, a capacity change. Fails when one of the events is answered neither with a 2xx nor as forged, while another message is acknowledged.',
  lesson: 'tell-each-item',
  acknowledgementRank: 6,
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const [, ...events] = sent;
    const refused = events.find((one) => ['refused', 'broken'].includes(missOf(one) ?? ''));
    if (refused && sent.some((one) => one.isAcknowledged)) expectAcknowledged(ctx, refused);
    leaveToOtherRules(events);
  },
});
