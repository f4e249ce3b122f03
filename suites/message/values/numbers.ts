import { formOf, type ShownForm } from '../../../observation/index.ts';
import {
  briefly,
  fail,
  failExplainedBy,
  type Json,
  type RuleContext,
  stateInWords,
} from '../../../runner/rule-kit.ts';
import { closestText } from '../../cases/fragile-values.ts';
import { damages, stateAfter } from './state-after.ts';

/** National numbers begin with a zero, international ones with a plus. `form` is how the state shows DIDs. */
export async function expectFirstCharacter(
  ctx: RuleContext,
  [first, what]: (typeof firstCharacters)[number],
  form: ShownForm,
): Promise<void> {
  const [plain = ''] = ctx.dids(1).map(({ did }) => did);
  const longer = `${first}${plain}`;
  const shown = await stateAfter(ctx, { did: longer }, `a DID with ${what}`);
  if (shown !== undefined && formOf(shown, longer) === undefined && formOf(shown, plain) === form)
    failExplainedBy(
      damages,
      `the DID ${longer} kept distinct from ${plain}`,
      `both show as ${plain}`,
      keepNumbersApart,
    );
  if (shown !== undefined && !showsDigits(shown, plain.slice(-12)))
    fail(`the DID ${longer}, which has ${what}`, shownInstead(shown, longer), keepEveryNumber);
  if (shown !== undefined && formOf(shown, longer) === form) await expectBoth(ctx, first, form);
}

/**
 * A receiver that shows each of them as sent must also show both if they are in one list. The numbers are new, because if two PBXs have the
 * same number and updateTime, a receiver may leave it with the first PBX.
 */
async function expectBoth(ctx: RuleContext, first: string, form: ShownForm): Promise<void> {
  const [plain = ''] = ctx.dids(1).map(({ did }) => did);
  const longer = `${first}${plain}`;
  const dids = [longer, plain].map((did) => ({ did }));
  const state = await stateAfter(ctx, dids, `a list of the DIDs ${longer} and ${plain}`);
  const lost = dids.find(({ did }) => state !== undefined && formOf(state, did) !== form);
  if (lost) fail(`the DIDs ${longer} and ${plain} of one list`, `${lost.did} is missing`, keepNumbersApart);
}

function shownInstead(state: Json, number: string): string {
  const closest = closestText(state, number);
  return closest === undefined
    ? `it is missing: ${stateInWords(state)}`
    : `it is missing; the closest value in the state is ${briefly(closest)}`;
}

const keepNumbersApart =
  'Store numbers as text, and compare them as text. If you normalize them, use a form in which different numbers stay different, such as E.164 with the plus.';

const keepEveryNumber =
  'Keep every DID of a list. Do not skip a number because of how it begins: national numbers begin with 0, international ones with +.';

export const firstCharacters = [
  ['0', 'a leading zero'],
  ['+', 'a leading plus'],
] as const;

/** Whether it shows a number that ends with these digits: a normalized one may begin differently, and be grouped. */
function showsDigits(state: Json, last: string): boolean {
  return digitsIn(state).some((digits) => digits.includes(last));
}

/** The digits of each text and number. */
function digitsIn(state: Json): string[] {
  if (typeof state === 'string' || typeof state === 'number') return [String(state).replace(/\D/g, '')];
  if (typeof state !== 'object' || state === null) return [];
  return Object.entries(state).flatMap(([key, inner]) => [key.replace(/\D/g, ''), ...digitsIn(inner)]);
}
