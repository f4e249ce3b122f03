import { capacityReport, didReport } from '../../simulator/index.ts';
import { givenEffect } from '../effects.ts';
import { given } from '../expect.ts';
import { isSame } from '../json.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { sequences } from '../sequence/arbitrary.ts';
import { trySequence } from '../sequence/try.ts';

export const converges = defineRule({
  id: 'retry/converges',
  title: 'ends with the newest that it was told, whatever comes in between and in whatever order',
  level: 'must',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count', 'update-time', 'current-did-list'],
  why: 'Each mistake alone may be harmless; a retry after a forgery, or a late report after a restart, then leaves a PBX with DIDs that another one has, until somebody looks.',
  hint: 'Follow the steps of the story: keep one updateTime for each PBX and each kind of report, change it together with the state and because of nothing else, and look at nothing but these.',
  needs: ['observer', 'pbx-state', 'carriage'],
  runs: 'alone',
  async run(ctx) {
    if (ctx.sequence) return trySequence(ctx, ctx.sequence.steps);
    const ackMs = await ackTimeOf(ctx);
    const withRestarts = ctx.hasRestart && (await keepsStateOverRestart(ctx));
    const size = sizeFor(ackMs, withRestarts);
    await ctx.forAll(sequences(size), (steps) => trySequence(ctx, steps), {
      shrinkBudgetMs,
      ...(ctx.isThorough ? {} : { runs: usualRuns }),
    });
  },
});

const shrinkBudgetMs = 15_000;
/** Each is long, so that few will do. */
const usualRuns = 12;

/** How long a receiver takes for an acknowledgement (ms), once it is known that its state shows effects. */
async function ackTimeOf(ctx: RuleContext): Promise<number> {
  const sn = ctx.serial();
  await givenEffect(ctx, sn, [didReport({ sn, dids: ctx.dids(1), updateTime: ctx.updateTime() })]);
  const sent = await ctx.deliver([capacityReport({ sn, updateTime: ctx.updateTime() })]);
  given(sent);
  return sent.elapsedMs;
}

/** What a restart alone loses is the business of another rule. */
async function keepsStateOverRestart(ctx: RuleContext): Promise<boolean> {
  const sn = ctx.serial();
  const state = await givenEffect(ctx, sn, [
    didReport({ sn, dids: ctx.dids(1), updateTime: ctx.updateTime() }),
  ]);
  await ctx.restart();
  const isKept = isSame(state, await ctx.observe(sn));
  if (!isKept) ctx.note('tried without restarts: one alone loses the state');
  return isKept;
}

/** How long the steps of one case should take at most (ms), without what goes with them. */
const caseMs = 2000;
const largest = { pbxs: 20, intents: 46 };

/** A slow receiver gets shorter sequences, so that it has some of them within its time. */
function sizeFor(ackMs: number, withRestarts: boolean) {
  const steps = Math.max(caseMs / ackMs, 4);
  const intents = Math.min(largest.intents, Math.floor(steps / 2));
  return { pbxs: Math.min(largest.pbxs, Math.ceil(intents / 2.5)), intents, withRestarts };
}
