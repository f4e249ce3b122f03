import {
  assumeAcknowledged,
  assumeEffect,
  capacityChange,
  defineRule,
  didChange,
  isSame,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import type { SequenceStep } from '../../schemas/sequence-step.ts';
import { shuffled } from '../../simulator/random.ts';
import { sequences } from './sequences/arbitrary.ts';
import { sequenceInWords } from './sequences/id.ts';
import { pairwiseSequences } from './sequences/pairwise.ts';
import { generatedFor, repeatableStepsFor, sizeFor, stepsFor } from './sequences/size.ts';
import { trySequence } from './sequences/try.ts';

export const converges = defineRule({
  id: 'retry/converges',
  title: 'ends in the state of the newest report after any sequence of events',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['retry-on-failure', 'retry-count', 'update-time', 'current-did-list'],
  why: 'A receiver can handle each event correctly and still fail on a combination. A retry after a forgery, or a late report after a restart, can leave a PBX with DIDs that belong to another one.',
  fix: 'Follow the steps in the finding. Keep one updateTime for each PBX and each kind of report. Change it together with the state, for every newer report, even if its content is unchanged, and for no other. Decide by updateTime alone whether a report is newer. If a forged message is among the steps, check the signature before you store anything.',
  inProduction:
    'Each case works alone, but a week in production mixes them: a lost response, a late retry, a deletion, a DID that returns. Some combinations leave the state wrong, and nobody can say why.',
  procedure: [
    'Hookswitch sends a new report, a duplicate and a late report after each of these: a duplicate, the other kind of report, a lost response, a forged message, forged malformed JSON, a forged wrong shape, the test message and, with --exec, a restart. No other rule runs at the same time, since some of these are test messages.',
    'It sends empty lists, deletions, and two reports about one PBX in one array.',
    'As long as time allows, it generates sequences that mix all of these for up to 20 PBXs. It tries several at the same time, unless they restart your receiver; one that fails is tried again alone, which decides. If time is short, it tries two of them.',
    'At the end, each PBX must look like PBXs that got only the newest reports, and your receiver must have acknowledged every new report. Where the vendor does not document the result, such as the capacity of a deleted PBX, any result passes.',
    'If a sequence fails, Hookswitch shrinks it to the fewest steps.',
  ],
  lesson: 'newest-wins',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'message/applies-every-item',
    'message/replaces-the-did-list',
    'signature/rejected-has-no-effect',
    'retry/applies-once',
    'retry/survives-a-lost-ack',
    'retry/ignores-a-late-older-message',
    'retry/keeps-distinct-messages',
    'retry/keeps-what-it-acknowledged',
  ],
  needs: ['observer', 'pbx-state', 'carriage'],
  mayRestart: true,
  runs: 'apart',
  async run(ctx) {
    const { sequence } = ctx.run;
    if (sequence) return trySequence(ctx, sequence.steps);
    const ackMs = await ackTimeOf(ctx);
    const withRestarts = ctx.receiver.canRestart && (await keepsStateOverRestart(ctx));
    const stepsOf = ctx.run.sequences === undefined ? stepsFor : repeatableStepsFor;
    const size = sizeFor(stepsOf(ackMs), withRestarts);
    const fixedSteps = ctx.run.isShort() ? coreSteps : stepsOf(ackMs, longer);
    // There may be time for only some of them. Each seed chooses others.
    const examples = shuffled(pairwiseSequences(fixedSteps, withRestarts), ctx.run.random);
    const shrinking = { showsAtOnce: false };
    const tryOne = (steps: readonly SequenceStep[], isSmaller: boolean) =>
      trySequence(ctx, steps, isSmaller ? shrinking : undefined);
    await ctx.forAll(sequences(size), tryOne, {
      examples,
      core: coreSequences,
      ...(!withRestarts && { beside: (steps, part) => trySequence(part, steps) }),
      show: sequenceInWords,
      runs: examples.length + (ctx.run.sequences ?? generatedFor(size, ackMs, ctx.run.leftMs())),
    });
  },
});

/** How many times longer the fixed sequences may take, since all of them should be tried, and each one has its own control PBXs. */
const longer = 3;

/** If time is short, a few short sequences decide. Each seed chooses others. */
const coreSequences = 2;
const coreSteps = 20;

const timedMessages = 3;

/** The shortest of several ack times (ms), measured once the state has shown an effect. */
async function ackTimeOf(ctx: RuleContext): Promise<number> {
  const sn = ctx.serial();
  await assumeEffect(ctx, sn, didChange(ctx, { sn }));
  const timeOne = async () => {
    const sent = await ctx.deliver(capacityChange(ctx));
    assumeAcknowledged(sent);
    return sent.elapsedMs;
  };
  return Math.min(...(await Promise.all(Array.from({ length: timedMessages }, timeOne))));
}

/** Another rule checks whether a restart alone loses state. */
async function keepsStateOverRestart(ctx: RuleContext): Promise<boolean> {
  const sn = ctx.serial();
  const state = await assumeEffect(ctx, sn, didChange(ctx, { sn }));
  await ctx.receiver.restart();
  const isKept = isSame(state, await ctx.observe(sn));
  if (!isKept) ctx.note('no restarts in the sequences, because a restart alone loses state');
  return isKept;
}
