import { didChange, type FindAdvice, isSame, type Json, type RuleContext } from '../../../runner/rule-kit.ts';
import type { DidReport } from '../../../simulator/index.ts';
import { longPauseMs, pauseSince } from './long-pause.ts';

/** A report that is this much older is older in any precision up to a quarter of an hour (seconds). */
const muchOlder = 1000;

/** The advice if more is known than that an older report wins. */
export async function whyOlderWins(ctx: RuleContext): Promise<FindAdvice> {
  const before = await applied(ctx, { olderBy: 10 }).catch(() => undefined);
  return async (later) => {
    if (await ignores(later, await applied(later, { olderBy: muchOlder }))) return keepPrecision;
    if (!before) return undefined;
    await pauseSince(later, before.atMs);
    const isIgnored = await ignores(later, before);
    return isIgnored && (await takesAnotherOf(later, before)) ? compareWithTheNewest : undefined;
  };
}

/** The advice if a change wins after a deletion. Checks whether it also wins after an event that doesn't delete a PBX. */
export const whyOlderWinsAfterDeletion: FindAdvice = async (ctx) => {
  if (!(await ignores(ctx, await applied(ctx, { olderBy: 10 })))) return undefined;
  const isIgnored = await ignores(ctx, await applied(ctx, { olderBy: 10, event: 'did_delete' }));
  return isIgnored === false ? keepOneTime : undefined;
};

interface Lateness {
  /** How much older the late report is (seconds). */
  readonly olderBy: number;
  /** The event of the newer report. */
  readonly event?: 'did_change' | 'did_delete';
}

/** A PBX after a report, and an older one to send late. */
interface Applied {
  readonly sn: string;
  readonly state: Json;
  readonly late: readonly DidReport[];
  readonly note: string;
  readonly atMs: number;
}

/**
 * Sends two reports about a new PBX. The first one is older than the late one, and must have an effect: the receiver doesn't ignore reports
 * of that age. Undefined if one of them has no effect.
 */
async function applied(
  ctx: RuleContext,
  { olderBy, event = 'did_change' }: Lateness,
): Promise<Applied | undefined> {
  const sn = ctx.serial();
  const report = (offset: number, options = {}) => didChange(ctx, { sn, dids: 2, offset, ...options });
  const nothing = await ctx.observe(sn);
  await ctx.deliver(report(10 - olderBy), { note: 'a DID change of a new PBX' });
  const first = await ctx.observeChange(sn, nothing);
  if (isSame(first, nothing)) return undefined;
  await ctx.deliver(report(20, { event }), { note: `a newer ${event}` });
  const state = await ctx.observeChange(sn, first);
  if (isSame(state, first)) return undefined;
  const note = `a DID change that is ${olderBy} s older than it`;
  return { sn, state, late: report(20 - olderBy), note, atMs: performance.now() };
}

/** Whether the late report is ignored, if it is acknowledged. */
async function ignores(ctx: RuleContext, before: Applied | undefined): Promise<boolean | undefined> {
  if (!before) return undefined;
  const { sn, state, late, note } = before;
  const { isAcknowledged } = await ctx.deliver(late, { note });
  return isAcknowledged ? isSame(await ctx.observeQuiet(sn), state) : undefined;
}

/** Whether the late report has an effect on a new PBX, so that it isn't ignored for its age. */
async function takesAnotherOf(ctx: RuleContext, { late }: Applied): Promise<boolean> {
  const sn = ctx.serial();
  const nothing = await ctx.observe(sn);
  const message = late.map((report) => ({ ...report, sn }));
  await ctx.deliver(message, { note: 'the same for a new PBX' });
  return !isSame(await ctx.observeChange(sn, nothing), nothing);
}

const keepPrecision = `Compare updateTime exactly. Your receiver ignores a report that is ${muchOlder} s older, but not one that is 10 s older: it rounds times, or keeps them in a type with too little precision. A 32-bit float can't tell times apart that are less than 2 minutes apart. Keep updateTime as a 64-bit integer.`;

const compareWithTheNewest = `Compare with the newest report in the same step that writes, and don't read its updateTime from a cache. Your receiver ignores an older report that comes at least ${longPauseMs / 1000} s after the newer one, but not one that comes at once. So what it compares with is out of date for a while: a cache that a write doesn't refresh, or reports that wait to be merged.`;

const keepOneTime =
  'Keep one updateTime for the DIDs of a PBX, whatever the event. Your receiver ignores an older did_change after a newer did_change, but not after a newer did_delete: each event replaces the whole list of DIDs.';
