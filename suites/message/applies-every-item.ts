import { defineRule, type RuleContext, tryParts } from '../../runner/rule-kit.ts';
import { tryAfterKnown } from './items/after-known.ts';
import { tryArray } from './items/array.ts';
import { tryOwnTimes } from './items/own-times.ts';
import { tryRemoval } from './items/removal.ts';

export const appliesEveryItem = defineRule({
  id: 'message/applies-every-item',
  title: 'applies every report of an array, for DIDs and for capacity',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report', 'sends-subscribed-events'],
  why: 'One message can report on many PBXs at once. A receiver that applies only the first item, or none of this kind, loses the others and still responds 2xx.',
  fix: 'Iterate over the array and apply each item to the PBX that its sn names. A capacity report has no event field: recognize it by its repository. If your receiver already applies every item, check what the observer shows for each sn.',
  inProduction:
    'A shared trunk changes, and one message reports on twelve PBXs. The receiver applies the first item and responds 200. The other eleven PBXs stay wrong. No test noticed, because each test message had one item.',
  procedure: [
    'Hookswitch sends one DID report. If your receiver acknowledges it, Hookswitch sends an array of 5 about other PBXs, then does the same with 4 capacity reports. Each array must get a 2xx, and the state of every PBX must change. If the observer shows DIDs, the state must contain them.',
    'If no report has an effect, Hookswitch sends others to name the cause: a DID report with the current time and one about another PBX that is a second older, or capacity reports with other values and about a PBX with known DIDs.',
    'It sends two did_delete reports in one array, then two trunk_delete reports, all about known PBXs. If one report of an array has an effect, the other one must have an effect too.',
    'It sends an array with a known DID report, an older one, and a new one about another PBX. The new one must be applied.',
    'It sends two arrays, each with two reports whose updateTimes are 20 seconds apart, with the older one first or last. The next report about each PBX, 10 seconds later than its first one, must be applied.',
  ],
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
