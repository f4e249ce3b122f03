import { defineRule, tryParts } from '../../runner/rule-kit.ts';
import { expectNothingInherited, expectNothingInjected } from './apart/inherited.ts';

export const hostileNamesChangeNothingElse = defineRule({
  id: 'message/hostile-names-change-nothing-else',
  title: 'keeps reports with a name such as __proto__ away from all other PBXs',
  level: 'should',
  sentBy: 'nobody',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event'],
  why: 'In a plain object, __proto__ is the object that all others inherit from. A report that is stored or merged there changes every PBX.',
  fix: 'Look PBXs up in a Map, or in an object made by Object.create(null). Read the fields that you need by name instead of merging a report.',
  inProduction:
    'A test tool sends a report with a field named __proto__ on staging, signed with the secret of the webhook. From then on, each PBX shows a field that nobody sent, until the process restarts.',
  procedure: [
    'Hookswitch sends a report about a PBX, and reports about other PBXs with a field named __proto__, constructor, toString or hasOwnProperty. Nothing in that field may show at a PBX of another report.',
    'It sends reports whose sn is such a name. A new PBX that gets only a capacity report must show none of their DIDs.',
    'It sends an older report about a new PBX, which must be applied. Any response to the reports with such names passes.',
  ],
  lesson: 'text-is-data',
  explainedBy: ['message/keeps-pbxs-apart', 'message/applies-simultaneous-messages'],
  needs: ['observer', 'pbx-state', 'carriage'],
  run(ctx) {
    const showsFields = ctx.sees.state && ctx.sees.dids && !ctx.sees.allAtOnce;
    return tryParts(ctx, showsFields ? [expectNothingInjected] : [], [expectNothingInherited]);
  },
});
