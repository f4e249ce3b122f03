import {
  assumeAcknowledged,
  comparableMs,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  formatMs,
  type RuleContext,
  type Sent,
} from '../../runner/rule-kit.ts';
import { type DidReport, serialize } from '../../simulator/index.ts';

const smallBytes = 64 * 1024;
const largeBytes = 512 * 1024;
/** A large message may take this many times longer than its size explains. Quadratic work takes 8 times longer. */
const slack = 3;
/** A time below this share of the timeout always passes. */
const fastEnoughShare = 0.1;
/** On a busy machine one measurement may be slow; several in a row are not. */
const tries = 4;

export const acknowledgesLargeMessages = defineRule({
  id: 'acknowledgement/acknowledges-large-messages',
  title:
    'acknowledges messages with thousands of DIDs or hundreds of PBXs, in time proportional to their size',
  level: 'must',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'A report lists all current DIDs of a PBX, and one array can cover every PBX of a shared trunk. If the receiver limits the size, the largest customers lose events first.',
  fix: 'Raise the body limit to 1 MiB: express.raw({ limit: "1mb" }), client_max_body_size in nginx, bodyLimit in Fastify. Look up DIDs in a map instead of scanning a list for each one.',
  inProduction:
    "The framework's default limit is 100 KiB, which no test reaches. The reports of a customer with 3,000 DIDs exceed it and get a 413 every time. Or a nested loop takes a second for 100 DIDs and minutes for 1,000.",
  procedure: [
    'Hookswitch sends a genuine message. No other rule runs at the same time.',
    'It sends messages of 64 KiB and 512 KiB: two about one PBX with many DIDs, and two about many PBXs with 10 DIDs each.',
    'Your receiver must respond with a 2xx to each. The rule also fails if a 512 KiB message takes more than 24 times as long as a 64 KiB one, unless it takes less than a tenth of the timeout.',
  ],
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(onePbx.make(ctx, 1)));
    for (const shape of shapes) await expectProportional(ctx, shape);
  },
});

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
async function expectProportional(ctx: RuleContext, shape: Shape): Promise<void> {
  const [small, large] = [fitting(ctx, shape, smallBytes), fitting(ctx, shape, largeBytes)];
  for (let left = tries - 1; ; left--) {
    const smallMs = await timeOf(ctx, shape, small);
    const largeMs = await timeOf(ctx, shape, large);
    const proportionalMs = (smallMs * largeBytes) / smallBytes;
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
