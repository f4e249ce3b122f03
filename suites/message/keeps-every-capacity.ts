import {
  assumeEffect,
  briefly,
  capacityChange,
  defineRule,
  fail,
  type RuleContext,
  stateInWords,
} from '../../runner/rule-kit.ts';
import {
  type CapacitySeen,
  missingCapacities,
  showsCapacities,
  showsNewField,
  wrongCapacity,
} from './capacity/capacity-shown.ts';

export const keepsEveryCapacity = defineRule({
  id: 'message/keeps-every-capacity',
  title: 'keeps each capacity of a report under its own name',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'documented',
  requirements: ['capacity-change-event'],
  why: 'If a capacity is lost or mixed up with another one, a customer gets too much or too little, and nobody notices until a call fails.',
  fix: 'Assign each field of the repository to the column of the same name, and check the spelling: receptionist and receptionist_pack are different fields. Use columns of 32 bits.',
  inProduction:
    'The code reads recordingCapcity, a misspelled name. Nothing fails, since a missing field is allowed. Months later, a customer who pays for recordings finds that there are none.',
  procedure: [
    'Hookswitch sends three capacity reports about different PBXs: with small numbers, with numbers above 255 and a recordingCapacity above 65,536, and with zeros and no call recording.',
    'It looks at objects in which at least four documented fields of the repository show values of the report, in any spelling such as recording_capacity.',
    'No field there may show the value of another field, or the same number or flag for different values, or wrong large numbers although the small ones are correct. A field may be missing, unless the state shows a field that YCM does not send yet. Text such as "unlimited", your own units, and empty or hidden fields are fine.',
  ],
  lesson: 'text-is-data',
  explainedBy: [
    'message/keeps-pbxs-apart',
    'message/applies-every-item',
    'message/tolerates-unknown-fields',
    'message/keeps-values-as-sent',
  ],
  needs: ['observer', 'pbx-state', 'carriage', 'capacity-effects'],
  async run(ctx) {
    const [small, large, zero] = await Promise.all([
      capacitySeen(ctx, smallValues, 'a capacity report with small numbers'),
      capacitySeen(ctx, largeValues, 'a capacity report with large numbers'),
      capacitySeen(ctx, zeros, 'a capacity report with zeros'),
    ]);
    if (!showsCapacities(small))
      return ctx.note('the observer shows no capacities under the names that YCM uses');
    const wrong = wrongCapacity({ small, large, zero });
    if (wrong) {
      const { field, sent, shown, how = '' } = wrong;
      fail(`${field} ${sent}`, `the state shows ${field} as ${briefly(shown)}${how}`);
    }
    const [missing] = missingCapacities({ small, large, zero });
    if (missing === undefined || !(await keepsNewFields(ctx))) return;
    const actual = `${missing} is missing, while the state shows even fields that YCM doesn't send yet`;
    fail(`${missing} ${small.sent[missing]}`, `${actual}: ${stateInWords(small.state)}`);
  },
});

type Capacities = CapacitySeen['sent'];

/** Prime, so that none is a multiple of another one. */
const smallValues: Capacities = {
  extensions: '137',
  concurrentCalls: '149',
  transcription: '211',
  transcription_pack: '163',
  receptionist: '173',
  receptionist_pack: '191',
  recordingCapacity: '557',
  enableCallRecording: 'yes',
};

/**
 * These numbers don't fit into 8 bits, and the minutes of recording don't fit into 16. No PBX is sold with many more extensions or calls.
 */
const largeValues: Capacities = {
  extensions: '307',
  concurrentCalls: '313',
  transcription: '331',
  transcription_pack: '337',
  receptionist: '347',
  receptionist_pack: '349',
  recordingCapacity: '70557',
  enableCallRecording: 'yes',
};

/**
 * A report with nothing but zeros might not show any effect. Recording is disabled together with its capacity, as a receiver may show what
 * can be used.
 */
const zeros: Capacities = {
  ...changed(() => '0'),
  extensions: smallValues.extensions,
  enableCallRecording: 'no',
};

function changed(change: (value: string) => string): Capacities {
  return Object.fromEntries(
    Object.entries(smallValues).map(([field, value]) => [field, change(value)]),
  ) as Capacities;
}

/** A receiver that keeps fields that it can't know doesn't leave out a field on purpose. */
const newField = { name: 'videoCapacity', value: '853' } as const;

async function keepsNewFields(ctx: RuleContext): Promise<boolean> {
  const sn = ctx.serial();
  const before = await ctx.observe(sn);
  const repository = { ...smallValues, [newField.name]: newField.value };
  const note = 'a capacity report with a new field';
  const sent = await ctx.deliver(capacityChange(ctx, { sn, repository }), { note });
  if (!sent.isAcknowledged) return false;
  const state = await ctx.observeChange(sn, before);
  return showsNewField({ sn, sent: smallValues, state }, newField.name, newField.value);
}

async function capacitySeen(ctx: RuleContext, sent: Capacities, note: string): Promise<CapacitySeen> {
  const sn = ctx.serial();
  const state = await assumeEffect(ctx, sn, capacityChange(ctx, { sn, repository: sent }), note);
  return { sn, sent, state };
}
