import { formOf } from '../../../observation/index.ts';
import { fail, type RuleContext } from '../../../runner/rule-kit.ts';
import { type fragileTexts, showsEquivalent, similarNames } from '../../cases/fragile-values.ts';
import { expectIn, stateAfter } from './state-after.ts';

/** Even if the observer shows no names, a name must not make a report disappear. */
export async function expectName(
  ctx: RuleContext,
  [what, trunkName]: (typeof fragileTexts)[number],
  isShown: boolean,
): Promise<void> {
  const note = `a trunkName with ${what}`;
  const state = await stateAfter(ctx, { trunkName }, note);
  if (isShown) expectIn(state, trunkName, note);
}

/** A state may show none of the names. */
export async function expectNamesApart(ctx: RuleContext): Promise<void> {
  const what = 'trunkNames that differ only in case, accents or the width of their characters';
  const names = similarNames.map((trunkName) => ({ trunkName }));
  const state = await stateAfter(ctx, names, what);
  if (state === undefined) return;
  const isShown = (name: string) =>
    formOf(state, name) !== undefined || showsEquivalent(name, JSON.stringify(state));
  const [lost, ...others] = similarNames.filter((name) => !isShown(name));
  if (lost === undefined || others.length === similarNames.length - 1) return;
  fail(`${what}, kept distinct: ${similarNames.join(', ')}`, `${lost} is missing`, keepUnnormalized);
}

const keepUnnormalized =
  'Store each name exactly as YCM sends it, and identify trunks by trunkId. Ignore case, accents and character width (NFKC) only in searches.';
