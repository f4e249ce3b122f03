import {
  defineRule,
  type Effect,
  effectsOf,
  expectAcknowledged,
  fail,
  given,
  givenEffect,
  markOf,
  mentions,
  newCapacityReport,
  newDidReport,
  type RuleContext,
  stateInWords,
  tryParts,
} from '../../runner/rule-kit.ts';
import { type DidEvent, isRejected } from '../../simulator/index.ts';
import { whenApplied } from './items/no-effect.ts';
import { tryOwnTimes } from './items/own-times.ts';

export const appliesEveryItem = defineRule({
  id: 'message/applies-every-item',
  title: 'applies every report of an array, for DIDs and for capacity',
  level: 'must',
  harm: 'loses-messages',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report', 'sends-subscribed-events'],
  why: 'One message can report on many PBXs at once. A receiver that applies only one item, or none of this kind, loses the others and still responds 2xx.',
  fix: 'Iterate over the array and apply each item to the PBX that its sn names. A capacity report has no event field: recognize it by its repository. If your receiver already applies every item, check what the observer shows for each sn.',
  inProduction:
    'A shared trunk changes, and one message reports on twelve PBXs. The receiver applies the first item and responds 200. The other eleven PBXs stay wrong. In the tests, each message had one item.',
  tried:
    'Sends one DID report and, if that is acknowledged, an array of 5 about other PBXs; then the same with 4 capacity reports. Expects a 2xx for each array, and the state of every PBX to change. If the observer shows DIDs, the state must contain them. If none has an effect, tries a DID report with the current time and one of another PBX that is a second older, or capacity reports with other values and about a PBX with known DIDs, to name the cause. Then sends two did_delete reports and two trunk_delete reports about known PBXs, in an array each: if one has an effect, the other must have one too. Then sends an array with a known DID report, an older one and a new one about another PBX: the new one must be applied. Finally sends two arrays, each with two reports whose updateTimes are 20 seconds apart, the older one first or last. The next report about each PBX, 10 seconds later than its first one, must be applied.',
  lesson: 'tell-each-item',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await tryParts(ctx, [
      (part) => tryArray(part, 'DID', 5),
      ...(ctx.sees.capacity ? [(part: RuleContext) => tryArray(part, 'capacity', 4)] : []),
      (part) => tryRemoval(part, 'did_delete'),
      (part) => tryRemoval(part, 'trunk_delete'),
      tryAfterKnown,
      (part) => tryOwnTimes(part, [0, 20]),
      (part) => tryOwnTimes(part, [20, 0]),
    ]);
  },
});

const otherForms = {
  objects: 'though a report outside an array is applied',
  milliseconds: 'though a report whose updateTime is in milliseconds is applied',
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

async function tryArray(ctx: RuleContext, kind: 'DID' | 'capacity', count: number): Promise<void> {
  const newItem = kind === 'DID' ? newDidItem : newCapacityItem;
  const first = newItem(ctx);
  const alone = await effectsOf(ctx, [first.sn], [first.report], `one ${kind} report`);
  given(alone.sent);
  const items = Array.from({ length: count }, () => newItem(ctx));
  const note = `a message with ${items.length} ${kind} reports, each about a different PBX`;
  const sns = items.map(({ sn }) => sn);
  const message = items.map(({ report }) => report);
  const { sent, effects } = await effectsOf(ctx, sns, message, note);
  if (isRejected(sent.outcome)) expectAcknowledged(ctx, sent);
  given(sent);

  const showsDids = items.some((item, n) => isMentioned(item, effects[n]));
  const isApplied = (item: Item, n: number) =>
    effects[n]?.isChanged === true && (!showsDids || isMentioned(item, effects[n]));
  const missing = items.flatMap((item, n) => (isApplied(item, n) ? [] : [n + 1]));
  if (missing.length === 0) return;
  const hasNone = missing.length === items.length && alone.effects[0]?.isChanged === false;
  const { only, fix } = ctx.sees.onlyWhen
    ? { only: otherForms[ctx.sees.onlyWhen] }
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

/** Deleting a shared trunk sends an array. Another rule checks whether such an event has an effect at all. */
async function tryRemoval(ctx: RuleContext, event: DidEvent): Promise<void> {
  const sns = [ctx.serial(), ctx.serial()];
  for (const sn of sns) await givenEffect(ctx, sn, [newDidReport(ctx, { sn })], 'a DID report');
  const note = `a message with ${sns.length} ${event} reports, each about a known PBX`;
  const message = sns.map((sn) => newDidReport(ctx, { sn, event, offset: 10 }));
  const { sent, effects } = await effectsOf(ctx, sns, message, note);
  const missing = effects.findIndex(({ isChanged }) => !isChanged);
  if (!sent.isAcknowledged || missing < 0 || effects.every(({ isChanged }) => !isChanged)) return;
  fail(
    `the effect of both reports of ${note}`,
    `message acknowledged, but report ${missing + 1} had no effect`,
    `Iterate over the array for ${event} too. If several PBXs share a trunk, one message may report on all of them.`,
  );
}

/** A late message about several PBXs: newer reports about some of them came first. */
async function tryAfterKnown(ctx: RuleContext): Promise<void> {
  const [known, late, sn] = [ctx.serial(), ctx.serial(), ctx.serial()];
  const report = newDidReport(ctx, { sn: known });
  await givenEffect(ctx, known, [report], 'a DID report');
  await givenEffect(ctx, late, [newDidReport(ctx, { sn: late, offset: 10 })], 'a DID report');
  const message = [report, newDidReport(ctx, { sn: late }), newDidReport(ctx, { sn })];
  const note = 'a message with a known DID report, an older one and a new one, each about a different PBX';
  const { sent, effects } = await effectsOf(ctx, [sn], message, note);
  given(sent);
  if (effects[0]?.isChanged) return;
  fail(
    `the effect of the new report in ${note}`,
    'message acknowledged, but it had no effect',
    continueAfter,
  );
}

const continueAfter =
  'If a report of an array is a duplicate or older than the stored state, skip only this report and continue with the next one. Do not leave the loop, and do not skip the whole message.';

function isMentioned({ dids }: Item, effect: Effect | undefined): boolean {
  return dids.length > 0 && dids.every((did) => mentions(effect?.state ?? null, did));
}
