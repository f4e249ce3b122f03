import { timesPause } from '../../observation/index.ts';
import { averageMs, messagesInARow } from '../../runner/index.ts';
import { count } from '../../text/words/count.ts';
import { formatMs } from '../../text/words/durations.ts';
import { flagOf } from '../../text/words/flags.ts';
import type { Cause, Follows } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { finalResponses } from '../final-responses.ts';
import { doesHarm } from '../follows.ts';
import { genuineInWords } from '../responses.ts';
import { showOnePbx } from './observer.ts';

/** The receiver responds in time, but so late that the budget was too short for all rules. */
export const tooSlowToCheck: Cause = ({ genuine, timeoutMs, budgetMs, results }) => {
  const ackMs = Math.min(...finalResponses(genuine).map(({ elapsedMs }) => elapsedMs));
  const isAnswered = finalResponses(genuine).some(({ outcome }) => outcome.kind === 'response');
  // Another cause explains why nothing comes back.
  if (!isAnswered || ackMs < timeoutMs / 3 || !results.some(isOutOfTime) || doesHarm(results))
    return undefined;
  return {
    cause: 'too-slow',
    title: `Your receiver takes ${formatMs(ackMs)} to respond: too slow to check every rule in time.`,
    evidence: genuineInWords(genuine),
    fix: `Store the message and respond with a 2xx first. Do the slow work afterwards. To check the receiver as it is, try --budget ${longer(budgetMs, messagesInARow * ackMs)}.`,
    follows: isOutOfTime,
  };
};

/** An observation that takes this long is slow (ms). */
const slowLookMs = 150;
/** The number of observations that a complete check makes one after the other. */
const looksInARow = 400;

/** Each observation takes so long that the budget was too short for all rules. */
export const slowObserver: Cause = (facts) => {
  const { looks, observer } = facts;
  const lookMs = averageMs(looks);
  if (lookMs < slowLookMs || !observer || !runsOutOfTime(facts)) return undefined;
  const waitedMs = averageMs({ ...looks, totalMs: looks.waitedMs });
  const own = formatMs(lookMs - waitedMs);
  const waited = waitedMs > 0 ? `, after ${formatMs(waitedMs)} of waiting for other commands to end` : '';
  return {
    cause: 'observer-slow',
    title: `Your observer takes ${own} to show a state: too slow to check every rule in time.`,
    evidence: [`looked ${looks.count} times: ${own} each on average${waited}`],
    fix: `Make ${flagOf(observer.option)} faster, for example with an index on the serial number, or without starting a new program for each observation. To check with it as it is, try --budget ${longer(facts.budgetMs, looksInARow * lookMs)}.`,
    follows: waits,
  };
};

/** Effects that come this long after the ack are late (ms). */
const lateMs = 2000;

/** Effects that usually come this long after the ack make a check slow (ms). */
const lateEffectMs = 300;
/** For how many effects a complete check waits one after the other. */
const effectsInARow = 70;

/** The receiver's queue takes so long that the budget was too short for all rules. */
export const slowQueue: Cause = (facts) => {
  // The delay was measured by observations, which take time too.
  const behindMs = facts.behindMs - 2 * averageMs(facts.looks);
  if (behindMs < lateMs || !runsOutOfTime(facts)) return undefined;
  return {
    cause: 'queue-slow',
    title: `Your receiver's queue is too slow to check every rule in time: it was ${formatMs(behindMs)} behind.`,
    evidence: [
      `an acknowledged message showed no effect for ${formatMs(behindMs)}, because messages before it were still waiting`,
    ],
    fix: 'Process messages faster, for example messages about different PBXs in parallel. To check the receiver as it is, check few rules at a time, such as --rules retry/*, with a larger --budget 10m.',
    follows: waits,
  };
};

/** Effects come so late after the ack that the budget was too short for all rules. */
export const lateEffects: Cause = (facts) => {
  const effectMs = averageMs(facts.effects) - averageMs(facts.looks);
  if (effectMs < lateEffectMs || !runsOutOfTime(facts)) return undefined;
  return {
    cause: 'effects-late',
    title: `The effect of a message shows ${formatMs(effectMs)} after your receiver acknowledges it: too late to check every rule in time.`,
    evidence: [
      `sent ${count(facts.effects.count, 'message')} before the rules: each effect showed ${formatMs(effectMs)} after the ack on average`,
    ],
    fix: `Nothing is wrong with that. To check every rule, try --budget ${longer(facts.budgetMs, effectsInARow * effectMs)}. While your receiver is checked, let its worker look for new messages more often, and don't serve its state from a cache.`,
    follows: waits,
  };
};

/** The state changes in steps so far apart that the budget was too short for all rules. */
export const effectsInSteps: Cause = (facts) => {
  const pauseMs = facts.pauseMs - averageMs(facts.looks);
  if (pauseMs < lateEffectMs || !runsOutOfTime(facts)) return undefined;
  return {
    cause: 'effects-in-steps',
    title: `Your receiver applies a message in steps, ${formatMs(pauseMs)} apart: too slow to check every rule in time.`,
    evidence: [`a state changed again ${formatMs(pauseMs)} after it had changed, without another message`],
    fix: `Nothing is wrong with that. To check every rule, try --budget ${longer(facts.budgetMs, timesPause * effectsInARow * pauseMs)}. While your receiver is checked, let it run periodic work more often.`,
    follows: waits,
  };
};

/** The minimum time that a check takes if its rules observe a state of all PBXs (ms). */
const allAtOnceMs = 300_000;

/** Rules that observe a state of all PBXs run one after the other, and the budget was too short for that. */
export const allAtOnce: Cause = (facts) => {
  const { observer } = facts;
  if (observer?.isPerPbx !== false || !runsOutOfTime(facts)) return undefined;
  return {
    cause: 'observer-shows-all',
    title: 'Your observer shows several PBXs at once: too slow to check every rule in time.',
    evidence: ['rules that use the observer ran one at a time, so that none sees the changes of another one'],
    fix: `${showOnePbx(observer)} To check with it as it is, try --budget ${longer(facts.budgetMs, allAtOnceMs)}.`,
    follows: waits,
  };
};

const isOutOfTime: Follows = ({ reasonCode }) => reasonCode === 'out-of-time';
const waits: Follows = (result) => isOutOfTime(result) || result.reasonCode === 'did-not-catch-up';

/** This explains no failure, so damage by a failed `must` rule comes first. */
function runsOutOfTime({ results }: Facts): boolean {
  return results.some(waits) && !doesHarm(results.filter(({ level }) => level === 'must'));
}

/** An estimate of the budget that is enough, in minutes. It is at least twice the one that was too short. */
function longer(budgetMs: number, estimateMs: number): string {
  return `${Math.ceil(Math.max(2 * budgetMs, estimateMs) / 60_000)}m`;
}
