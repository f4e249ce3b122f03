import {
  ackFailureOf,
  defineRule,
  deliverAll,
  didChange,
  expectAcknowledged,
  leaveToOtherRules,
  type RuleContext,
  type Sent,
  sendEveryKind,
} from '../../runner/rule-kit.ts';
import { didEvents } from '../../simulator/index.ts';

export const acknowledgesEveryEvent = defineRule({
  id: 'acknowledgement/acknowledges-every-event',
  title: 'acknowledges every documented event, for DIDs and for capacity',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: [
    'acknowledge-with-2xx',
    'all-events',
    'sends-subscribed-events',
    'did-change-event',
    'capacity-change-event',
  ],
  why: 'YCM retries an event that gets no 2xx a few times, then drops it.',
  fix: 'Expect an array of reports, each with its own sn. A capacity report has no event field: recognize it by its repository. Respond 2xx to every event, including those you ignore.',
  inProduction:
    'The receiver was written for the test message, which is an object. Events are arrays, and a capacity report has no event field at all. They cause a 400 or a crash. YCM retries them a few times, and they are lost.',
  procedure: [
    'Hookswitch sends one message of each documented kind at once: the test message, did_change, did_delete, trunk_delete, pce_delete and a capacity change.',
    'It sends a did_change, a did_delete and a trunk_delete with an empty list, and a did_change with a DID that has a leading zero.',
    'The rule fails if an event gets neither a 2xx nor a 401 or 403 while another message is acknowledged.',
  ],
  lesson: 'tell-each-item',
  acknowledgementRank: 6,
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const [, ...events] = sent;
    const refused = events.find(isRefused);
    if (refused && sent.some((one) => one.isAcknowledged)) expectAcknowledged(ctx, refused);
    leaveToOtherRules(events);
    const [leadingZero, ...empty] = await deliverAll(ctx, [withLeadingZero(ctx), ...emptied(ctx)]);
    for (const one of empty) if (isRefused(one)) expectAcknowledged(ctx, one, acceptEmpty);
    if (leadingZero && isRefused(leadingZero)) expectAcknowledged(ctx, leadingZero, acceptZero);
  },
});

/** Other rules check the other reasons. */
function isRefused(sent: Sent): boolean {
  return ['refused', 'broken'].includes(ackFailureOf(sent) ?? '');
}

/** As long as the other DIDs, so that only the leading zero is new. National numbers begin with a zero. */
function withLeadingZero(ctx: RuleContext) {
  const dids = ctx.dids(1).map((info) => ({ ...info, did: `0${info.did.slice(1)}` }));
  return ['a did_change message with a DID that has a leading zero', didChange(ctx, { dids })] as const;
}

const acceptZero =
  'Accept every text as a DID. It is a dialed number and may begin with 0, as national numbers do.';

/** The list holds the DIDs that the PBX has now, and after the last one is removed it has none. */
function emptied(ctx: RuleContext) {
  return didEvents
    .filter((event) => event !== 'pce_delete')
    .map((event) => [`a ${event} message with an empty list`, didChange(ctx, { event, dids: 0 })] as const);
}

const acceptEmpty =
  'Accept an empty trunkDidInfoList: it means that the PBX has no DIDs now. An empty array is not a missing field, although it is falsy in Python and PHP. Remove the DIDs of the PBX and respond 2xx.';
