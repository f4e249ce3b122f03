import { cannotTell, defineRule, didChange, fail, given, type RuleContext } from '../../runner/rule-kit.ts';
import { errorRate, judgeTimes, micro } from '../../runner/timing/judge-times.ts';
import { measureTimes } from '../../runner/timing/measure.ts';

/** A large difference shows soon, a small one only in many measurements. */
const roundsOf = { hasty: 600, patient: 3000 } as const;

export const hidesTiming = defineRule({
  id: 'signature/hides-timing',
  title: 'takes as long to refuse a signature that is wrong at its beginning as one that is wrong at its end',
  level: 'may',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['verify-signature'],
  why: 'A comparison that stops at the first difference tells by its time how much of a guess was right, and a forger who measures often enough guesses byte by byte.',
  fix: 'Compare with crypto.timingSafeEqual in Node, hmac.compare_digest in Python, hash_equals in PHP, MessageDigest.isEqual in Java, hmac.Equal in Go.',
  inProduction:
    'A comparison that stops at the first wrong character takes longer the more characters are right. Over a quiet network, thousands of tries show the difference, and the signature of a forged message is found character by character.',
  tried:
    'Sends forged messages of two kinds in turn, with signatures that are wrong from the first character and ones that are right for most of their length, and compares how long the answers take. A difference that stays, and that cannot be seen between two samples of the same kind, fails; a machine that is too noisy to tell makes it inconclusive.',
  lesson: 'compare-in-full',
  needs: ['thorough'],
  runs: 'alone',
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    ctx.note(
      `times of answers to wrong signatures, by turns; box test with an error rate of ${errorRate} for each comparison, of which two have to agree`,
    );
    const found = await firstFinding(ctx);
    if (found.kind === 'cannot-tell') cannotTell({ because: 'times-unclear', detail: found.reason });
    if (found.kind === 'none')
      ctx.note(`a difference of more than ${micro(found.resolutionMs)} would have shown`);
    else await confirm(ctx, found.shiftMs, found.rounds);
  },
});

/** What the hasty measurement finds, or else the patient one. */
async function firstFinding(ctx: RuleContext) {
  const rounds = roundsOf.hasty;
  const hasty = judgeTimes(await measureTimes(ctx, rounds));
  if (hasty.kind === 'leaks') return { ...hasty, rounds };
  return { ...judgeTimes(await measureTimes(ctx, roundsOf.patient)), rounds: roundsOf.patient };
}

/** What was seen has to be seen again, the same way round, in other measurements. */
async function confirm(ctx: RuleContext, shiftMs: number, rounds: number): Promise<void> {
  const again = judgeTimes(await measureTimes(ctx, rounds));
  if (again.kind !== 'leaks' || Math.sign(again.shiftMs) !== Math.sign(shiftMs)) {
    cannotTell({
      because: 'times-unclear',
      detail: `a difference of ${micro(shiftMs)} was seen once, and not again`,
    });
  }
  const longer = shiftMs > 0 ? 'longer' : 'shorter';
  fail(
    'the same response time for every wrong signature',
    `${micro(shiftMs)} ${longer} when the last byte is wrong than when the first is, and ${micro(again.shiftMs)} in a second measurement`,
  );
}
