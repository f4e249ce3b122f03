import { breakingTexts, fragileIds } from '../../runner/properties/fragile-values.ts';
import { defineRule, expectVisibleEffect, type RuleContext, tryParts } from '../../runner/rule-kit.ts';
import { expectCapacityApart } from './values/capacity.ts';
import { expectNames, expectNamesApart, expectNotCut } from './values/names.ts';
import { expectNumbersApart } from './values/numbers.ts';
import { expectIn, stateAfter } from './values/state-after.ts';

export const keepsValuesAsSent = defineRule({
  id: 'message/keeps-values-as-sent',
  title: 'keeps text, ids and numbers unchanged',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report'],
  why: 'YCM sends these values as text. A value that is cut or converted wrongly means another trunk, another number or another limit.',
  fix: 'Store values as text in columns that are long enough, in full UTF-8 (utf8mb4 in MySQL). Convert them to numbers only for calculations.',
  inProduction:
    'DIDs are stored in a numeric column. 0301234567 loses its leading zero, a long number is rounded, and the numbers of two customers become the same.',
  tried:
    'Checks that each acknowledged report has an effect, and that it leaves the fields that the observer shows unchanged. Sends trunk names of 32 to 1,024 characters, with accents, several scripts, emoji, quotes and markup. Sends ids of 20 digits (16 if they are shown as numbers), DIDs that differ only in the last digit, a leading zero or a leading plus (alone, and in one list), names that differ only in case, accents or full-width characters, and capacities with "yes", "no", 7 and 0, each for a new PBX and as a change of the same one (unless the observer shows all PBXs at once). Values that are rejected are not checked. Acknowledged values must appear unchanged; text may be in another canonical form of Unicode, or escaped for HTML. A name with a NUL or an unpaired surrogate may be rejected with a 4xx or cleaned. An end that is cut off at the surrogate fails. An end that is cut off at the NUL is only noted, because the observer may have cut it. Numbers may be normalized, as long as two different ones stay different and none disappears.',
  lesson: 'text-is-data',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'message/applies-every-item',
    'signature/accepts-non-ascii',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const { fields } = ctx.sees;
    const showsNames = fields.get('trunkName') === 'text';
    await expectVisibleEffect(ctx);
    const ids = (['didId', 'trunkId'] as const).flatMap((field) => {
      const form = fields.get(field);
      return form === 'text' || form === 'number' ? [[field, fragileIds[form]] as const] : [];
    });
    await tryParts(ctx, [
      (part) => expectNames(part, showsNames),
      ...(showsNames ? breakingTexts : []).map(
        ([what, middle]) =>
          (part: RuleContext) =>
            expectNotCut(part, middle, what),
      ),
      ...(showsNames ? [expectNamesApart] : []),
      ...ids.map(
        ([field, id]) =>
          (part: RuleContext) =>
            expectId(part, field, id),
      ),
      expectNumbersApart,
      (part) => expectCapacityApart(part, 'enableCallRecording', 'yes', 'no'),
      (part) => expectCapacityApart(part, 'extensions', '7', '0'),
    ]);
  },
});

async function expectId(ctx: RuleContext, field: 'didId' | 'trunkId', id: string): Promise<void> {
  const what = `a ${field} of ${id.length} digits`;
  expectIn(await stateAfter(ctx, { [field]: id }, what), id, what);
}
