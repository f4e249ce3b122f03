import { formOf } from '../../../runner/observation/learning/form.ts';
import { fragileTexts, showsEquivalent, similarNames } from '../../../runner/properties/fragile-values.ts';
import { fail, mentions, type RuleContext } from '../../../runner/rule-kit.ts';
import { changedState, expectIn, resultOf, stateAfter } from './state-after.ts';

/** Even if names don't show, a name must not make a report disappear. The shortest one that does is the one to report. */
export async function expectNames(ctx: RuleContext, areShown: boolean): Promise<void> {
  const sent = fragileTexts.map(async ([what, trunkName]) => {
    const note = `a trunkName with ${what}`;
    return { note, trunkName, result: await resultOf(ctx, { trunkName }, note) };
  });
  for (const { note, trunkName, result } of await Promise.all(sent)) {
    const state = changedState(result, note);
    if (areShown) expectIn(state, trunkName, note);
  }
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

/** What C takes for the end of a text. */
const nul = '\u0000';

/** A database may not be able to store it, and UTF-8 has no unpaired surrogates. Only silent loss of the rest is wrong. */
export async function expectNotCut(ctx: RuleContext, middle: string, what: string): Promise<void> {
  // Numbers that occur nowhere else in the message.
  const [head = '', tail = ''] = ctx.dids(2).map(({ did }) => did);
  const name = `${head}${middle}${tail}`;
  const { state } = (await resultOf(ctx, { trunkName: name }, `a trunkName with ${what}`)) ?? {};
  // Some decoders take the first character after an unpaired surrogate for its other half.
  if (state === undefined || !mentions(state, head) || mentions(state, tail.slice(1))) return;
  if (middle === nul)
    return ctx.note(
      'the state shows a trunkName cut off at a NUL: either the receiver or the tool behind the observer cut it, as sqlite3 and libsql do',
    );
  fail(`a trunkName with ${what}, rejected or shown in full`, `the state shows it cut off at ${what}`);
}
