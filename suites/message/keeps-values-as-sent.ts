import type { ShownForm } from '../../observation/index.ts';
import { defineRule, expectVisibleEffect, type RuleContext, tryParts } from '../../runner/rule-kit.ts';
import { fragileTexts } from '../cases/fragile-values.ts';
import { expectCapacityApart } from './values/capacity.ts';
import { expectName, expectNamesApart } from './values/names.ts';
import { expectFirstCharacter, firstCharacters } from './values/numbers.ts';

export const keepsValuesAsSent = defineRule({
  id: 'message/keeps-values-as-sent',
  title: 'keeps text and numbers unchanged',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report'],
  why: 'YCM sends these values as text. A value that is cut or converted wrongly becomes another trunk, another number or another limit.',
  fix: 'Store values as text in columns that are long enough, in full UTF-8 (utf8mb4 in MySQL). Convert them to numbers only for calculations.',
  inProduction:
    'DIDs are stored in a numeric column. 0301234567 loses its leading zero, a long number is rounded, and the numbers of two customers become the same.',
  procedure: [
    'Hookswitch checks that each acknowledged report has an effect, and that the values that the observer shows are unchanged.',
    'It sends trunk names of 32, 64 and 128 characters, with accents, several scripts, emoji, quotes and markup. It sends capacities with "yes", "no", 7 and 0.',
    'It sends DIDs that differ only in the last digit, a leading zero or a leading plus, alone and in one list, and names that differ only in case, accents or full-width characters.',
    'It sends each value for a new PBX, and as a change of the same PBX unless the observer shows all PBXs at once.',
    'Values that your receiver acknowledges must appear unchanged. Rejected values are not checked. Text may be in another canonical form of Unicode, or escaped for HTML. Numbers may be normalized, as long as two different ones stay different and none disappears.',
  ],
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
    await tryParts(ctx, [
      ...fragileTexts.map((text) => (part: RuleContext) => expectName(part, text, showsNames)),
      ...(showsNames ? [expectNamesApart] : []),
      ...numberParts(fields.get('did')),
      (part) => expectCapacityApart(part, 'enableCallRecording', 'yes', 'no'),
      (part) => expectCapacityApart(part, 'extensions', '7', '0'),
    ]);
  },
});

type Part = (ctx: RuleContext) => Promise<void>;

function numberParts(form: ShownForm | undefined): Part[] {
  if (form === undefined) return [];
  if (form === 'within-text') return [];
  return firstCharacters.map((first) => (part: RuleContext) => expectFirstCharacter(part, first, form));
}
