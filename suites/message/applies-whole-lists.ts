import {
  cannotTell,
  defineRule,
  didChange,
  effectsOf,
  expectVisibleEffect,
  fail,
  isSame,
  type Json,
  markOf,
  mentions,
  newDidReport,
  type RuleContext,
  type Sent,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';
import { shuffled } from '../../simulator/random.ts';
import { withThousands } from '../../text/words/numbers.ts';

export const appliesWholeLists = defineRule({
  id: 'message/applies-whole-lists',
  title: 'applies long lists and long arrays completely',
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['current-did-list', 'did-change-event', 'acknowledge-with-2xx'],
  why: 'If the receiver acknowledges a list but keeps only the first page or batch of it, YCM never sends the rest again.',
  fix: 'Remove the limit, or work through the list in batches until nothing is left. Insert all DIDs of a list in one transaction.',
  inProduction:
    'The receiver inserts the first 100 DIDs of each list. Small customers have all their numbers. A large one lacks 400, although every message got a 200.',
  procedure: [
    'Hookswitch sends one report with 4,103 DIDs, or fewer if your receiver rejects that many. No other rule runs at the same time.',
    'It sends arrays of 73, 263 and 1,033 reports, each report about a different PBX, as long as your receiver applies them quickly enough.',
    'It checks the first and the last entry, and those around 10, 16, 50, 64, 100, 128, 250, 256, 500, 1,000, 1,024 and 4,096. All of them must be applied. If time is short, it checks the first, the last and three others in each array. If the observer shows a list in pages, only its first page is checked.',
  ],
  lesson: 'tell-each-item',
  explainedBy: [
    'message/keeps-pbxs-apart',
    'acknowledgement/acknowledges-large-messages',
    'message/applies-every-item',
  ],
  // A long array can keep a receiver busy for seconds, and others would be late.
  runs: 'apart',
  needs: ['observer', 'pbx-state', 'body'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    if (ctx.sees.marks) await tryLists(ctx);
    await tryArrays(ctx);
  },
});

/** Sizes at which limits are common. */
const cuts = [10, 16, 50, 64, 100, 128, 250, 256, 500, 1000, 1024, 4096];

/** Positions (from 0) at which a limit shows. */
function placesIn(length: number): number[] {
  const places = [0, length - 1, ...cuts.flatMap((cut) => [cut - 1, cut])];
  return [...new Set(places)].filter((place) => place < length).sort((a, b) => a - b);
}

/** If time is short, the first, the last and a few others decide, since each place of an array has its own PBX to look at. */
const fewPlaces = 3;

function corePlaces(ctx: RuleContext, places: readonly number[]): readonly number[] {
  if (!ctx.run.isShort()) return places;
  const drawn = shuffled(places.slice(1, -1), ctx.run.random).slice(0, fewPlaces);
  return places.filter((place, n) => n === 0 || n === places.length - 1 || drawn.includes(place));
}

/** Primes, so that the last batch is never full, whatever its size: some receivers lose the rest. */
const listLengths = [4103, 1033, 263];
const arrayLengths = [73, 263, 1033];

/** Another rule checks the maximum size of a message. */
async function tryLists(ctx: RuleContext): Promise<void> {
  for (const length of listLengths) if ((await tryList(ctx, length)).isAcknowledged) return;
  cannotTell({ reasonCode: 'nothing-acknowledged', detail: 'no report with a long list was acknowledged' });
}

/** How long a longer array may take (ms), more on a busy machine. */
const maxMs = 10_000;

/** Longer arrays as long as the receiver can probably process them in time. */
async function tryArrays(ctx: RuleContext): Promise<void> {
  let last = { length: 0, tookMs: lookingMs, eachMs: 0 };
  for (const length of arrayLengths) {
    if (last.eachMs * length > Math.min(maxMs, ctx.run.leftMs() / 2))
      return ctx.note(
        `checked arrays of up to ${withThousands(last.length)} reports: longer ones would take too long`,
      );
    const start = performance.now();
    if (!(await tryArray(ctx, length)).isAcknowledged) {
      if (last.length === 0)
        cannotTell({ reasonCode: 'nothing-acknowledged', detail: 'no long array was acknowledged' });
      return ctx.note(
        `checked arrays of up to ${withThousands(last.length)} reports: an array of ${withThousands(length)} was rejected`,
      );
    }
    // Delays of a busy machine are not the receiver's fault.
    const tookMs = performance.now() - start;
    last = { length, tookMs, eachMs: Math.max(0, tookMs - last.tookMs) / (length - last.length) };
  }
}

/** The additional time for observing the state on a busy machine (ms). */
const lookingMs = 2000;

async function tryList(ctx: RuleContext, length: number): Promise<Sent> {
  const [sn, dids] = [ctx.serial(), ctx.dids(length)];
  const note = `a report with ${withThousands(length)} DIDs`;
  const before = await ctx.observe(sn);
  const sent = await ctx.deliver(compact(ctx, didChange(ctx, { sn, dids })), { note });
  if (!sent.isAcknowledged) return sent;
  const missingIn = (state: Json) => placesIn(length).filter((place) => !isShown(ctx, state, dids[place]));
  if (missingIn(await ctx.observeChange(sn, before)).length === 0) return sent;
  const state = await stateAtEnd(ctx, sn, (seen) => missingIn(seen).length === 0);
  const missing = missingIn(state);
  if (missing.length > 0 && isPage(state, length))
    ctx.note(`the observer shows only a page of ${note}, so the end of the list was not checked`);
  else if (missing.length > 0)
    fail(
      `every DID of ${note} applied`,
      `message acknowledged, but ${whereItEnds(missing, placesIn(length))}`,
      undefined,
      sent,
    );
  return sent;
}

/** How long a receiver may insert the DIDs of a list one by one (ms), unless effects may take longer. */
const maxInsertingMs = 30_000;

/** The state once it is complete or no longer changes. Inconclusive if it still changes when the time is up. */
async function stateAtEnd(ctx: RuleContext, sn: string, isWhole: (state: Json) => boolean): Promise<Json> {
  const waitMs = Math.max(maxInsertingMs, ctx.run.settleMs);
  const endsAt = performance.now() + waitMs;
  for (let state = await ctx.observeQuiet(sn); ; ) {
    const later = await ctx.observeChange(sn, state);
    if (isWhole(later) || isSame(later, state)) return later;
    state = later;
    if (performance.now() > endsAt)
      cannotTell({
        reasonCode: 'too-slow',
        detail: `the receiver is still adding DIDs of a list after ${waitMs / 1000} s`,
      });
  }
}

/** Names of fields that come with a page of a list. */
const pageFields = /^(next|has_?more|cursor|offset|limit|page|per_?page|page_?(size|number))$/i;

/** Whether the state shows only part of the list: it contains the length of the whole list, or is a page. */
function isPage(state: Json, length: number): boolean {
  if (typeof state !== 'object' || state === null) return state === length;
  return Object.entries(state).some(([key, inner]) => pageFields.test(key) || isPage(inner, length));
}

function isShown(ctx: RuleContext, state: Json, info: Parameters<typeof markOf>[1] | undefined): boolean {
  return info !== undefined && mentions(state, markOf(ctx, info));
}

async function tryArray(ctx: RuleContext, length: number): Promise<Sent> {
  const reports = Array.from({ length }, () => newDidReport(ctx));
  const note = `an array of ${withThousands(length)} reports`;
  const places = corePlaces(ctx, placesIn(length));
  const sns = places.map((place) => reports[place]?.sn ?? '');
  const { sent, effects } = await effectsOf(ctx, sns, compact(ctx, reports), note);
  if (!sent.isAcknowledged) return sent;
  const missing = places.filter((_, n) => effects[n]?.isChanged === false);
  if (missing.length > 0)
    fail(
      `every report of ${note} applied`,
      `message acknowledged, but ${whereItEnds(missing, places)}`,
      undefined,
      sent,
    );
  return sent;
}

/** The first missing entry, and the last one before it that isn't missing. The limit is between them. */
function whereItEnds(missing: readonly number[], checked: readonly number[]): string {
  const [first = 0] = missing;
  const applied = checked.filter((place) => place < first).at(-1);
  const number = (place: number) => `number ${withThousands(place + 1)}`;
  if (applied !== undefined)
    return `of the checked entries, ${number(applied)} had an effect and ${number(first)} had none`;
  return missing.length === checked.length
    ? 'none of the checked entries had an effect'
    : `of the checked entries, ${number(first)} had no effect`;
}

/** Indented, this would test the maximum message size instead. */
function compact(ctx: RuleContext, message: unknown): Uint8Array {
  return serialize(message, { ...ctx.run.profile, spacing: 'compact' });
}
