import {
  capacityChange,
  defineRule,
  didChange,
  given,
  givenEffect,
  isSame,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { sequences } from '../../runner/sequences/arbitrary.ts';
import { meetings } from '../../runner/sequences/meetings.ts';
import { sizeFor, stepsFor } from '../../runner/sequences/size.ts';
import { trySequence } from '../../runner/sequences/try.ts';
import { option, sentence } from '../../text/option-words.ts';

export const converges = defineRule({
  id: 'retry/converges',
  title: 'ends with the newest that it was told, whatever comes in between and in whatever order',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['resend-on-failure', 'retry-count', 'update-time', 'current-did-list'],
  why: 'Each mistake alone may be harmless; a retry after a forgery, or a late report after a restart, then leaves a PBX with DIDs that another one has, until somebody looks.',
  fix: 'Follow the steps of the story: keep one updateTime for each PBX and each kind of report, change it together with the state and because of nothing else, and look at nothing but these.',
  inProduction:
    'Each case by itself is handled, and a week of real life mixes them: a lost answer, a late retry, a deletion, a DID that comes back. In some order the state stays wrong, and nobody can say how it came about.',
  tried: sentence`Lets repetitions, the other kind of report, lost answers, forged messages, bad JSON, wrong shapes and, with ${option('restart')}, restarts each meet news, a repetition and a late report once. Then draws sequences of steps about up to 20 PBXs, in which all that happens to a fleet that lives. Runs alone where it restarts the receiver. At the end each PBX has to look like others that were told the newest reports only, and what is new has to be acknowledged whatever came before. Nothing is demanded where reports of one second contradict each other. A failing sequence is shrunk to the fewest steps and told as a story.`,
  lesson: 'newest-wins',
  explainedBy: [
    'signature/rejected-has-no-effect',
    'message/wrong-shapes-have-no-effect',
    'retry/applies-once',
    'retry/survives-a-lost-ack',
    'retry/ignores-a-late-older-message',
    'retry/keeps-distinct-messages',
    'retry/keeps-what-it-acknowledged',
  ],
  needs: ['observer', 'pbx-state', 'carriage'],
  mayRestart: true,
  async run(ctx) {
    if (ctx.run.sequence) return trySequence(ctx, ctx.run.sequence.steps);
    const ackMs = await ackTimeOf(ctx);
    const withRestarts = ctx.receiver.canRestart && (await keepsStateOverRestart(ctx));
    const most = stepsFor(ackMs);
    const examples = inAnyOrder(meetings(longer * most, withRestarts), ctx.run.random);
    await ctx.forAll(sequences(sizeFor(most, withRestarts)), (steps) => trySequence(ctx, steps), {
      examples,
      shrinkBudgetMs,
      ...(ctx.run.isThorough ? {} : { runs: examples.length + usuallyDrawn }),
    });
  },
});

/** How many times longer meetings may take: all of them are to be tried, and each case has its own comparisons. */
const longer = 3;
const shrinkBudgetMs = 15_000;
/** Each is long, so that few will do. */
const usuallyDrawn = 4;

const timedMessages = 3;

/** How long a receiver takes for an acknowledgement (ms), the shortest of some, once it is known that its state shows effects. */
async function ackTimeOf(ctx: RuleContext): Promise<number> {
  const sn = ctx.serial();
  await givenEffect(ctx, sn, didChange(ctx, { sn }));
  const timeOne = async () => {
    const sent = await ctx.deliver(capacityChange(ctx));
    given(sent);
    return sent.elapsedMs;
  };
  return Math.min(...(await Promise.all(Array.from({ length: timedMessages }, timeOne))));
}

/** What a restart alone loses is the business of another rule. */
async function keepsStateOverRestart(ctx: RuleContext): Promise<boolean> {
  const sn = ctx.serial();
  const state = await givenEffect(ctx, sn, didChange(ctx, { sn }));
  await ctx.receiver.restart();
  const isKept = isSame(state, await ctx.observe(sn));
  if (!isKept) ctx.note('tried without restarts: one alone loses the state');
  return isKept;
}

/** A slow receiver has time for some of them only: not for the same ones with each seed. */
function inAnyOrder<T>(values: readonly T[], random: () => number): T[] {
  const keyed = values.map((value) => [random(), value] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, value]) => value);
}
