import {
  assumeAcknowledged,
  cannotTell,
  defineRule,
  didChange,
  fail,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { errorRate, leakVerdict, micro } from './timing/leak-verdict.ts';
import { measureTimes } from './timing/measure.ts';

/** A large difference shows quickly, a small one only after many measurements. */
const roundsOf = { quick: 600, long: 3000 } as const;

export const hidesTiming = defineRule({
  id: 'signature/hides-timing',
  title: 'takes equally long to reject a signature whether its first or its last byte is wrong',
  level: 'may',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['verify-signature'],
  why: 'A comparison that stops at the first difference reveals through its timing how much of a guess was correct.',
  fix: 'Compare in constant time: crypto.timingSafeEqual in Node, hmac.compare_digest in Python, hash_equals in PHP, MessageDigest.isEqual in Java, hmac.Equal in Go.',
  inProduction:
    'The more leading bytes of a signature are correct, the longer the comparison takes. On a quiet network, thousands of attempts show the difference, and an attacker finds the signature of a forged message byte by byte.',
  procedure: [
    'Hookswitch sends two kinds of forged messages in turn: one with a signature whose first byte is wrong, and one with a signature whose last byte is wrong.',
    'It compares the response times. The rule fails if a difference persists that does not appear between two samples of the same kind. If the machine is too noisy, the rule is inconclusive.',
  ],
  lesson: 'compare-in-full',
  needs: ['thorough', 'real-time'],
  runs: 'alone',
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    ctx.note(
      `compared the response times for wrong signatures: box test with an error rate of ${errorRate} per comparison; two comparisons must agree`,
    );
    const found = await firstFinding(ctx);
    if (found.kind === 'cannot-tell') cannotTell({ reasonCode: 'times-unclear', detail: found.reason });
    if (found.kind === 'none')
      ctx.note(`a difference of more than ${micro(found.resolutionMs)} would have been detected`);
    else await confirm(ctx, found.shiftMs, found.rounds);
  },
});

/** The result of the quick measurement, or else of the long one. */
async function firstFinding(ctx: RuleContext) {
  const rounds = roundsOf.quick;
  const quick = leakVerdict(await measureTimes(ctx, rounds));
  if (quick.kind === 'leaks') return { ...quick, rounds };
  return { ...leakVerdict(await measureTimes(ctx, roundsOf.long)), rounds: roundsOf.long };
}

/** A second measurement must show the difference again, in the same direction. */
async function confirm(ctx: RuleContext, shiftMs: number, rounds: number): Promise<void> {
  const again = leakVerdict(await measureTimes(ctx, rounds));
  if (again.kind !== 'leaks' || Math.sign(again.shiftMs) !== Math.sign(shiftMs)) {
    cannotTell({
      reasonCode: 'times-unclear',
      detail: `a difference of ${micro(shiftMs)} appeared once, but not again`,
    });
  }
  const longer = shiftMs > 0 ? 'longer' : 'shorter';
  fail(
    'the same response time for every wrong signature',
    `${micro(shiftMs)} ${longer} when the last byte is wrong than when the first is, and ${micro(again.shiftMs)} in a second measurement`,
  );
}
