import { comparableMs } from '../../runner/context/expect.ts';
import {
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  formatMs,
  given,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { type DidReport, serialise } from '../../simulator/index.ts';

const smallBytes = 64 * 1024;
const largeBytes = 512 * 1024;
/** How many times longer than in proportion to its size a message may take: what is quadratic takes 8 times longer. */
const slack = 3;
/** Below this share of the timeout nobody minds. */
const carefreeShare = 0.1;
/** What is slow only because the machine is busy is not slow beside its small one so many times. */
const tries = 4;

export const acknowledgesLargeMessages = defineRule({
  id: 'acknowledgement/acknowledges-large-messages',
  title:
    'acknowledges messages with thousands of DIDs or hundreds of PBXs, in a time that grows with their size and no faster',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'A report holds all DIDs that a PBX has now, and one array all PBXs of a shared trunk: the largest customers are the first whose events are lost.',
  fix: 'Raise the limit of the body to 1 MiB (express.raw({ limit: "1mb" }), client_max_body_size in nginx, bodyLimit in Fastify), and look DIDs up in a map instead of going through a list for each.',
  inProduction:
    'The default limit of the framework is 100 KiB, which no test ever reaches. The customer with 3000 DIDs does, and is answered 413 for ever. Or a loop within a loop takes a second for a hundred DIDs and a minute for a thousand.',
  tried:
    'Runs alone. After a genuine message, sends messages about one PBX with so many DIDs, and about so many PBXs with 10 DIDs each, that they have 64 KiB and 512 KiB, two of each. All have to be acknowledged. Fails too when the large one takes more than three times what its size explains, and more than a tenth of the timeout.',
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    given(await ctx.deliver(onePbx.make(ctx, 1)));
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

/** How many fit into so many bytes, in the format in which the profile sends them. */
function fitting(ctx: RuleContext, { make }: Shape, bytes: number): number {
  const sizeOf = (count: number) => serialise(make(ctx, count), ctx.run.profile).length;
  const oneBytes = sizeOf(1);
  return Math.floor((bytes - oneBytes) / (sizeOf(2) - oneBytes));
}

/** Compares a large message with a small one of the same moment, again and again until it is fast enough. */
async function expectProportional(ctx: RuleContext, shape: Shape): Promise<void> {
  const [small, large] = [fitting(ctx, shape, smallBytes), fitting(ctx, shape, largeBytes)];
  for (let left = tries - 1; ; left--) {
    const smallMs = await timeOf(ctx, shape, small);
    const largeMs = await timeOf(ctx, shape, large);
    const proportionalMs = (smallMs * largeBytes) / smallBytes;
    if (largeMs <= Math.max(slack * proportionalMs, carefreeShare * ctx.run.timeoutMs)) return;
    if (left > 0) continue;
    fail(
      `about ${formatMs(proportionalMs)} for ${shape.what(large)}, in proportion to ${formatMs(smallMs)} for ${shape.what(small)}`,
      `${formatMs(largeMs)}, and about as slow in each of ${tries} tries`,
    );
  }
}

async function timeOf(ctx: RuleContext, { make, what }: Shape, count: number): Promise<number> {
  const sent = await ctx.deliver(make(ctx, count), { note: what(count) });
  expectAcknowledged(ctx, sent);
  return comparableMs(sent);
}
