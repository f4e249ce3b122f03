import {
  assumeAcknowledged,
  type Effect,
  effectsOf,
  expectAcknowledged,
  fail,
  markOf,
  mentions,
  newCapacityReport,
  newDidReport,
  type RuleContext,
  stateInWords,
} from '../../../runner/rule-kit.ts';
import { isRejected } from '../../../simulator/index.ts';
import { whenApplied } from './no-effect.ts';

/** Which other form of a report is applied, and what to do about it. */
interface OtherForm {
  readonly only?: string;
  readonly fix?: Parameters<typeof fail>[2];
}

const otherForms: Readonly<Record<NonNullable<RuleContext['sees']['onlyWhen']>, OtherForm>> = {
  objects: { only: 'though a report outside an array is applied' },
  milliseconds: {
    only: 'though a report whose updateTime is in milliseconds is applied',
    fix: {
      fix: 'Multiply updateTime by 1,000 where your code expects milliseconds, as a Date does in JavaScript and Java.',
      why: 'updateTime is in seconds. Read as milliseconds, every report is from January 1970, and too old to be applied.',
    },
  },
};

interface Item {
  readonly sn: string;
  /** Its DIDs: they show the effect if the observer shows DIDs. */
  readonly dids: readonly string[];
  readonly report: unknown;
}

function newDidItem(ctx: RuleContext): Item {
  const [sn, dids] = [ctx.serial(), ctx.dids(2)];
  const report = newDidReport(ctx, { sn, dids });
  return { sn, dids: dids.map((info) => markOf(ctx, info)), report };
}

function newCapacityItem(ctx: RuleContext): Item {
  const sn = ctx.serial();
  return { sn, dids: [], report: newCapacityReport(ctx, { sn }) };
}

/** One report, and if that is acknowledged, an array of reports about other PBXs. */
export async function tryArray(ctx: RuleContext, kind: 'DID' | 'capacity', count: number): Promise<void> {
  const newItem = kind === 'DID' ? newDidItem : newCapacityItem;
  const first = newItem(ctx);
  const alone = await effectsOf(ctx, [first.sn], [first.report], `one ${kind} report`);
  assumeAcknowledged(alone.sent);
  const items = Array.from({ length: count }, () => newItem(ctx));
  const note = `a message with ${items.length} ${kind} reports, each about a different PBX`;
  const sns = items.map(({ sn }) => sn);
  const message = items.map(({ report }) => report);
  const { sent, effects } = await effectsOf(ctx, sns, message, note);
  if (isRejected(sent.outcome)) expectAcknowledged(ctx, sent);
  assumeAcknowledged(sent);

  const showsDids = items.some((item, n) => isMentioned(item, effects[n]));
  const isApplied = (item: Item, n: number) =>
    effects[n]?.isChanged === true && (!showsDids || isMentioned(item, effects[n]));
  const missing = items.flatMap((item, n) => (isApplied(item, n) ? [] : [n + 1]));
  if (missing.length === 0) return;
  const hasNone = missing.length === items.length && alone.effects[0]?.isChanged === false;
  const { only, fix }: OtherForm = ctx.sees.onlyWhen
    ? otherForms[ctx.sees.onlyWhen]
    : hasNone
      ? await whenApplied(ctx, kind)
      : isOnlyLast(missing, items.length)
        ? { fix: onlyLast }
        : {};
  fail(
    `all ${items.length} ${kind} reports of one message applied, each to its own PBX`,
    `message acknowledged, but ${whatBecameOf(items, effects, missing)}${only === undefined ? '' : `, ${only}`}`,
    fix,
  );
}

/** Which items are applied, and what the state of the first other one shows. `missing` are their places, from 1. */
function whatBecameOf(
  items: readonly Item[],
  effects: readonly Effect[],
  missing: readonly number[],
): string {
  const [first = 1] = missing;
  const effect = effects[first - 1];
  const owner = items.findIndex((item, n) => n !== first - 1 && isMentioned(item, effect));
  const other = items[owner];
  const mixedUp =
    other && `: the PBX of report ${first} shows the DIDs of report ${owner + 1}, ${other.dids.join(', ')}`;
  if (effect?.isChanged)
    return `${appliedOf(items.length, missing)}${mixedUp ?? `: the state of report ${first} is ${stateInWords(effect.state)}`}`;
  return missing.length === items.length ? 'none of them had an effect' : appliedOf(items.length, missing);
}

function appliedOf(count: number, missing: readonly number[]): string {
  const [first, ...others] = Array.from({ length: count }, (_, n) => n + 1).filter(
    (n) => !missing.includes(n),
  );
  if (first === undefined) return 'none of them is applied to its own PBX';
  const only = first === 1 ? 'the first' : first === count ? 'the last' : `report ${first}`;
  if (others.length === 0) return `only ${only} of ${count} is applied to its own PBX`;
  return missing.length === 1
    ? `report ${missing[0]} of ${count} is not applied to its own PBX`
    : `reports ${missing.join(', ')} of ${count} are not applied to their own PBXs`;
}

function isOnlyLast(missing: readonly number[], count: number): boolean {
  return missing.length === count - 1 && !missing.includes(count);
}

const onlyLast =
  'Only the last report was applied. Work that starts in a loop and ends later must not share one variable: pass each report to its goroutine, callback or job, and let no report replace one that still waits.';

function isMentioned({ dids }: Item, effect: Effect | undefined): boolean {
  return dids.length > 0 && dids.every((did) => mentions(effect?.state ?? null, did));
}
