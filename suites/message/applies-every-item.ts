import { defineRule, type RuleContext, tryParts } from '../../runner/rule-kit.ts';
import { tryAfterKnown } from './items/after-known.ts';
import { tryArray } from './items/array.ts';
import { tryOwnTimes } from './items/own-times.ts';
import { tryRemoval } from './items/removal.ts';

export const appliesEveryItem = defineRule({
  id: 'message/applies-every-item',
  title: 'applies every report of an array, for DIDs and for capacity',
  level: 'must',
  harm: 'loses-messages',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report', 'sends-subscribed-events'],
  why: 'One message can report on many PBXs at once. A receiver that applies only one item, or none of this kind, loses the others and still responds 2xx.',
  fix: 'Iterate over the array and apply each item to the PBX that its sn names. A capacity report has no event field: recognize it by its repository. If your receiver already applies every item, check what the observer shows for each sn.',
  inProduction:
    'A shared trunk changes, and one message reports on twelve PBXs. The receiver applies the first item and responds 200. The other eleven PBXs stay wrong. In the tests, each message had one item.',
  tried:
    'Sends one DID report and, if that is acknowledged, an array of 5 about other PBXs; then the same with 4 capacity reports. Expects a 2xx for each array, and the state of every PBX to change. If the observer shows DIDs, the state must contain them. If none has an effect, tries a DID report with the current time and one of another PBX that is a second older, or capacity reports with other values and about a PBX with known DIDs, to name the cause. Then sends two did_delete reports and two trunk_delete reports about known PBXs, in an array each: if one has an effect, the other must have one too. Then sends an array with a known DID report, an older one and a new one about another PBX: the new one must be applied. Finally sends two arrays, each with two reports whose updateTimes are 20 seconds apart, the older one first or last. The next report about each PBX, 10 seconds later than its first one, must be applied.',
  lesson: 'tell-each-item',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await tryParts(ctx, [
      (part) => tryArray(part, 'DID', 5),
      ...(ctx.sees.capacity ? [(part: RuleContext) => tryArray(part, 'capacity', 4)] : []),
      (part) => tryRemoval(part, 'did_delete'),
      (part) => tryRemoval(part, 'trunk_delete'),
      tryAfterKnown,
      (part) => tryOwnTimes(part, [0, 20]),
      (part) => tryOwnTimes(part, [20, 0]),
    ]);
  },
});
