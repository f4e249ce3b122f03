import type { RuleContext } from '../../../runner/rule-kit.ts';
import { type Compared, tryControl } from './control.ts';
import { didName } from './names.ts';
import { placesNaming, type SupersededDid, shows } from './superseded.ts';

/**
 * Whether a PBX shows one of these DIDs of older reports as one that it has. A receiver may keep the last list of a deleted PBX, so a
 * control that got only what was new when it arrived must not show it. The DID must also appear wherever a PBX with that report shows it,
 * since one place may be a log of what arrived.
 */
export async function isSuperseded(
  ctx: RuleContext,
  { expected: { pbx }, superseded: { arrived }, own }: Compared,
  old: readonly SupersededDid[],
): Promise<boolean> {
  for (const { did, report } of old) {
    const asArrived = await tryControl(ctx, pbx, arrived);
    const alone = await tryControl(ctx, pbx, [report]);
    if (!asArrived.isAcknowledged || !alone.isAcknowledged) continue;
    const aloneState = await ctx.observeQuiet(alone.names.sn(pbx));
    const arrivedState = await ctx.observeQuiet(asArrived.names.sn(pbx));
    const state = await ctx.observeQuiet(own.sn(pbx));
    if (!shows(ctx, state, own, did) || shows(ctx, arrivedState, asArrived.names, did)) continue;
    const places = placesNaming(alone.names.neutral(aloneState), didName(did));
    const ownPlaces = placesNaming(own.neutral(state), didName(did));
    if (places.length > 0 && places.every((place) => ownPlaces.includes(place))) return true;
  }
  return false;
}
