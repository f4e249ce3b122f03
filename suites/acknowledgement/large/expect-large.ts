import {
  comparableMs,
  didChange,
  expectAcknowledged,
  fail,
  formatMs,
  type RuleContext,
  type Sent,
} from '../../../runner/rule-kit.ts';
import { type DidReport, serialize } from '../../../simulator/index.ts';

/** A large message may take this many times longer than its size explains. Quadratic work takes 8 times longer. */
const slack = 3;
/** A large message has this many times the bytes of the small one that it is compared with. */
const ratio = 8;
/** A time below this share of the timeout always passes. */
const fastEnoughShare = 0.1;
/** On a busy machine one measurement may be slow; several in a row are not. */
const tries = 4;

/** The receiver must acknowledge messages of this size, about one PBX and about many, in time proportional to their size. */
export async function expectLargeAcknowledged(ctx: RuleContext, bytes: number): Promise<void> {
  for (const shape of shapes) await expectProportional(ctx, shape, bytes);
}

interface Shape {
  readonly what: (count: number) => string;
  readonly make: (ctx: RuleContext, count: number) => DidReport[];
}

const onePbx: Shape = {
  what: (count) => `a message about one PBX with ${count} DIDs`,
  make: (ctx, count) => didChange(ctx, { dids: count }),
};

const manyPbxs: Shape = {
  what: (count) => `a message about ${count} PBXs with 10 DIDs each`,
  make: (ctx, count) => Array.from({ length: count }, () => onePbx.make(ctx, 10)).flat(),
};

const shapes = [onePbx, manyPbxs];

/** How many of them fit into this many bytes, in the format of the profile. */
function fitting(ctx: RuleContext, { make }: Shape, bytes: number): number {
  const sizeOf = (count: number) => serialize(make(ctx, count), ctx.run.profile).length;
  const oneBytes = sizeOf(1);
  return Math.floor((bytes - oneBytes) / (sizeOf(2) - oneBytes));
}

/** A body limit doesn't make a receiver slow. */
const workFaster =
  'Look up DIDs in a map instead of scanning a list for each one, and write all rows of a message in one batch. Or store the message, respond, and apply it afterwards.';

const signAll =
  'Your receiver takes the signature of a large message for a wrong one. Compute the HMAC over the whole body: read it to its end first, and check whether a parser or a proxy cuts it at a limit.';

function fixFor({ outcome }: Sent): string | undefined {
  if (outcome.kind === 'timeout') return workFaster;
  return outcome.kind === 'response' && [401, 403].includes(outcome.status) ? signAll : undefined;
}

/** Compares a large message with a small one sent just before, several times until it is fast enough. */
async function expectProportional(ctx: RuleContext, shape: Shape, bytes: number): Promise<void> {
  const [small, large] = [fitting(ctx, shape, bytes / ratio), fitting(ctx, shape, bytes)];
  for (let left = tries - 1; ; left--) {
    const smallMs = await timeOf(ctx, shape, small);
    const largeMs = await timeOf(ctx, shape, large);
    const proportionalMs = smallMs * ratio;
    if (largeMs <= Math.max(slack * proportionalMs, fastEnoughShare * ctx.run.timeoutMs)) return;
    if (left > 0) continue;
    fail(
      `about ${formatMs(proportionalMs)} for ${shape.what(large)}, in proportion to ${formatMs(smallMs)} for ${shape.what(small)}`,
      `${formatMs(largeMs)}, and too slow in all ${tries} tries`,
      workFaster,
    );
  }
}

async function timeOf(ctx: RuleContext, { make, what }: Shape, count: number): Promise<number> {
  const sent = await ctx.deliver(make(ctx, count), { note: what(count) });
  expectAcknowledged(ctx, sent, fixFor(sent));
  return comparableMs(sent);
}
