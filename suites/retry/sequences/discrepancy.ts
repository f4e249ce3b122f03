import type { RuleContext } from '../../../runner/rule-kit.ts';
import { missingFrom, unlike } from './compare.ts';
import type { Compared } from './control.ts';
import { type LostControl, lostControl } from './lost-control.ts';
import { didName, type Names } from './names.ts';
import { isSuperseded } from './still-shown.ts';
import { type SupersededDid, shows } from './superseded.ts';

/** How a PBX differs from its controls. */
export interface Discrepancy {
  /** In words. */
  readonly what: string;
  /** The content of its newest reports doesn't show. */
  readonly lacksNewest: boolean;
  /** DIDs of older reports that it shows and no control shows. */
  readonly old: readonly SupersededDid[];
  /** The control that is wrong instead of the PBX. */
  readonly lost?: LostControl | undefined;
}

/** How a PBX differs from its controls at this moment. */
export async function unlikeNow(
  ctx: RuleContext,
  { expected: { pbx, newest }, superseded, own, byNewest, inOrder }: Compared,
): Promise<Discrepancy | undefined> {
  const observe = ({ sn }: Names) => ctx.observe(sn(pbx));
  const [state, first, second] = await Promise.all([
    observe(own),
    observe(byNewest.names),
    observe(inOrder.names),
  ]);
  const neutral = own.neutral(state);
  const states = { byNewest: byNewest.names.neutral(first), inOrder: inOrder.names.neutral(second) };
  const what = unlike(neutral, states, newest);
  if (what !== undefined) {
    return { what, lacksNewest: missingFrom(neutral, states.byNewest, newest).length > 0, old: [] };
  }
  const old = superseded.dids.filter(
    ({ did }) => shows(ctx, state, own, did) && !shows(ctx, second, inOrder.names, did),
  );
  const [one] = old;
  if (!one) return undefined;
  return { what: `the state shows ${didName(one.did)} of an older report`, lacksNewest: false, old };
}

/** How a PBX differs from its controls at the end, or else the control that does. A difference is checked again after some time. */
export async function unlikeControls(ctx: RuleContext, compared: Compared): Promise<Discrepancy | undefined> {
  if ((await unlikeNow(ctx, compared)) === undefined) return undefined;
  await ctx.observeQuiet(compared.own.sn(compared.expected.pbx));
  const found = await unlikeNow(ctx, compared);
  if (!found) return undefined;
  if (found.old.length === 0) return { ...found, lost: await lostControl(ctx, compared) };
  return (await isSuperseded(ctx, compared, found.old)) ? found : undefined;
}
