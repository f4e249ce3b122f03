import { describeDifferences, differences, isSame, type Json } from '../../../observation/index.ts';
import type { RuleContext } from '../../../runner/rule-kit.ts';
import { missingFrom, unlike } from './compare.ts';
import { type Compared, type Control, tryControl } from './control.ts';
import { type Names, namesFor } from './names.ts';

/** A control whose reports were acknowledged but have no effect, and what shows that, in words. */
export interface LostControl {
  readonly control: Control;
  readonly what: string;
}

/**
 * The control that is wrong instead of the PBX: the same reports, sent again about a new PBX, show what it lacks, and the PBX looks like
 * that. Undefined if the PBX is wrong.
 */
export async function lostControl(ctx: RuleContext, compared: Compared): Promise<LostControl | undefined> {
  const { expected, own } = compared;
  const state = await neutralState(ctx, compared, own);
  const byNewest = await secondTry(ctx, compared, compared.byNewest, state);
  const inOrder = await secondTry(ctx, compared, compared.inOrder, state);
  const lost = byNewest.lost ?? inOrder.lost;
  if (!lost) return undefined;
  const states = { byNewest: byNewest.state, inOrder: inOrder.state };
  return unlike(state, states, expected.newest) === undefined ? lost : undefined;
}

interface SecondTry {
  /** The neutral state that the control should have. */
  readonly state: Json;
  readonly lost?: LostControl;
}

async function secondTry(
  ctx: RuleContext,
  compared: Compared,
  first: Control,
  own: Json,
): Promise<SecondTry> {
  const { pbx, newest } = compared.expected;
  const names = namesFor(ctx, [pbx], first.reports);
  const untouched = await neutralState(ctx, compared, names);
  const before = await neutralState(ctx, compared, first.names);
  if (!isSame(before, untouched) && missingFrom(before, own, newest).length === 0) return { state: before };
  const second = await tryControl(ctx, pbx, first.reports, names);
  if (!second.isAcknowledged) return { state: before };
  await ctx.observeQuiet(names.sn(pbx));
  await ctx.observeQuiet(first.names.sn(pbx));
  const state = await neutralState(ctx, compared, names);
  const after = await neutralState(ctx, compared, first.names);
  const isUntouched = isSame(after, untouched) && !isSame(state, untouched);
  if (!isUntouched && missingFrom(after, state, newest).length === 0) return { state };
  const what = `acknowledged without an effect: after the same messages about another PBX, ${describeDifferences(differences(state, after))}`;
  return { state, lost: { control: first, what } };
}

async function neutralState(ctx: RuleContext, { expected: { pbx } }: Compared, names: Names): Promise<Json> {
  return names.neutral(await ctx.observe(names.sn(pbx)));
}
