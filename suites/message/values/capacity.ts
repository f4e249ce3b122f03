import {
  assumeAcknowledged,
  assumeEffect,
  briefly,
  capacityChange,
  fail,
  isSame,
  type Json,
  mentions,
  type RuleContext,
} from '../../../runner/rule-kit.ts';
import { isRecord } from '../../../schemas/is-record.ts';

/** If a capacity shows under its own name, two values must not become equal, and a newer one must replace the other. */
export async function expectCapacityApart(
  ctx: RuleContext,
  field: 'enableCallRecording' | 'extensions',
  one: string,
  other: string,
): Promise<void> {
  // If all PBXs are shown at once, the first value may be that of another one.
  if (!ctx.sees.capacity || ctx.sees.allAtOnce) return;
  const [sn, another] = [ctx.serial(), ctx.serial()];
  const report = (pbx: string, value: string, offset = 0) =>
    capacityChange(ctx, { sn: pbx, offset, repository: { [field]: value } });
  // GraphQL may add an object named "extensions" to every response.
  const isEnvelope = valuesNamed(await ctx.observe(sn), field).some(isRecord);
  const before = await assumeEffect(ctx, sn, report(sn, one), `a capacity with ${field} ${one}`);
  const after = await assumeEffect(ctx, another, report(another, other), `a capacity with ${field} ${other}`);
  const valuesOf = (pbx: string, state: Json) =>
    valuesNamed(partAbout(state, pbx), field).filter((value) => !(isEnvelope && isRecord(value)));
  const [[first], [second]] = [valuesOf(sn, before), valuesOf(another, after)];
  if (first === undefined) return;
  // A new PBX may have no entry for 0, as long as a known one loses its old value.
  if (second !== undefined && isSame(first, second))
    fail(`${field} ${one} kept distinct from ${other}`, `both show as ${briefly(first)}`);
  // An observer may use a word for 0, but another amount is a default.
  if (other === '0' && second !== undefined && Number(second) > 0)
    fail(`${field} 0`, `it shows as ${briefly(second)}`, keepZero);
  const note = `a newer report of the same PBX, which changes ${field} from ${one} to ${other}`;
  assumeAcknowledged(await ctx.deliver(report(sn, other, 10), { note }));
  const isStill = (state: Json) => isSame(valuesOf(sn, state), valuesOf(sn, before));
  if (isStill(await ctx.observeChange(sn, before)) && isStill(await ctx.observeQuiet(sn)))
    fail(`${field} ${other} after ${note}`, `it still shows as ${briefly(first)}`, replaceCapacity);
}

const replaceCapacity =
  'Replace the stored capacity with the whole repository of the newest report. "no" and "0" are values like any other: do not skip them as if they were missing.';

const keepZero =
  'Use a default only for a missing value. In JavaScript, 0 || 10 is 10: write ?? instead of ||.';

/** Without the other entries of a list in which some are about this PBX: one call to the service may report on several. */
function partAbout(state: Json, sn: string): Json {
  if (typeof state !== 'object' || state === null) return state;
  if (!Array.isArray(state))
    return Object.fromEntries(Object.entries(state).map(([key, inner]) => [key, partAbout(inner, sn)]));
  const own = state.filter((entry) => mentions(entry, sn));
  return (own.length > 0 ? own : state).map((entry) => partAbout(entry, sn));
}

/** All values of this name, those of an object before those inside it. */
function valuesNamed(state: Json, name: string): Json[] {
  if (typeof state !== 'object' || state === null) return [];
  const own =
    !Array.isArray(state) && Object.hasOwn(state, name)
      ? [(state as Record<string, Json>)[name] ?? null]
      : [];
  return [...own, ...Object.values(state).flatMap((inner) => valuesNamed(inner, name))];
}
