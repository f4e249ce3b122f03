import {
  cannotTell,
  defineRule,
  didChange,
  effectsOf,
  expectVisibleEffect,
  fail,
  type Json,
  markOf,
  mentions,
  newDidReport,
  type RuleContext,
  type Sent,
} from '../../runner/rule-kit.ts';
import { serialise } from '../../simulator/index.ts';

export const appliesWholeLists = defineRule({
  id: 'message/applies-whole-lists',
  title: 'applies long lists and long arrays to their end',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['current-did-list', 'did-change-event', 'acknowledge-with-2xx'],
  why: 'A list that is cut at a page size or a batch size is acknowledged, so the rest never comes again.',
  fix: 'Remove the limit, or work through the list in batches until nothing is left. Insert all DIDs of a list in one transaction.',
  inProduction:
    'The receiver inserts the first 100 DIDs of each list. Small customers are complete. A large one misses 400 numbers, and every message was answered 200.',
  tried:
    'Sends one report with 4,100 DIDs and one array with 1,030 reports, each about another PBX. If one is refused, sends shorter ones. Looks at the first and the last entry, and at the entries around 10, 16, 50, 64, 100, 128, 250, 256, 500, 1,000, 1,024 and 4,096. All of them have to be applied.',
  lesson: 'tell-each-item',
  explainedBy: ['acknowledgement/acknowledges-large-messages', 'message/applies-every-item'],
  needs: ['observer', 'pbx-state', 'body'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    await Promise.all([
      ctx.sees.marks ? tryLongest(ctx, [4100, 1030, 260], tryList) : undefined,
      tryLongest(ctx, [1030, 260, 70], tryArray),
    ]);
  },
});

/** Sizes at which people cut. */
const cuts = [10, 16, 50, 64, 100, 128, 250, 256, 500, 1000, 1024, 4096];

/** Places (from 0) at which a cut shows. */
function placesIn(length: number): number[] {
  const places = [0, length - 1, ...cuts.flatMap((cut) => [cut - 1, cut])];
  return [...new Set(places)].filter((place) => place < length).sort((a, b) => a - b);
}

type Attempt = (ctx: RuleContext, length: number) => Promise<Sent>;

/** How large a message may be is for another rule to check. */
async function tryLongest(ctx: RuleContext, lengths: readonly number[], attempt: Attempt): Promise<void> {
  for (const length of lengths) if ((await attempt(ctx, length)).isAcknowledged) return;
  cannotTell({ because: 'nothing-acknowledged', detail: 'no long message was acknowledged' });
}

async function tryList(ctx: RuleContext, length: number): Promise<Sent> {
  const [sn, dids] = [ctx.serial(), ctx.dids(length)];
  const note = `a report with ${length} DIDs`;
  const before = await ctx.observe(sn);
  const sent = await ctx.deliver(compact(ctx, didChange(ctx, { sn, dids })), { note });
  if (!sent.isAcknowledged) return sent;
  const state = await ctx.observeChange(sn, before);
  const missing = placesIn(length).filter((place) => !isShown(ctx, state, dids[place]));
  if (missing.length > 0)
    fail(
      `every DID of ${note} applied`,
      `message acknowledged, but ${countMissing(missing)}`,
      undefined,
      sent,
    );
  return sent;
}

function isShown(ctx: RuleContext, state: Json, info: Parameters<typeof markOf>[1] | undefined): boolean {
  return info !== undefined && mentions(state, markOf(ctx, info));
}

async function tryArray(ctx: RuleContext, length: number): Promise<Sent> {
  const reports = Array.from({ length }, () => newDidReport(ctx));
  const note = `an array of ${length} reports`;
  const places = placesIn(length);
  const sns = places.map((place) => reports[place]?.sn ?? '');
  const { sent, effects } = await effectsOf(ctx, sns, compact(ctx, reports), note);
  if (!sent.isAcknowledged) return sent;
  const missing = places.filter((_, n) => effects[n]?.isChanged === false);
  if (missing.length > 0)
    fail(
      `every report of ${note} applied`,
      `message acknowledged, but ${countMissing(missing)}`,
      undefined,
      sent,
    );
  return sent;
}

function countMissing(places: readonly number[]): string {
  const numbers = places.slice(0, 3).map((place) => `number ${place + 1}`);
  return `no effect of ${numbers.join(', ')}${places.length > 3 ? ' and later ones' : ''}`;
}

/** Indented, it would be a test of the largest message. */
function compact(ctx: RuleContext, message: unknown): Uint8Array {
  return serialise(message, { ...ctx.run.profile, spacing: 'compact' });
}
