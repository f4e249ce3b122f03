import { answerParts, lostAck, lostInAnswer } from '../../simulator/faults/lost-ack.ts';
import { heldBack } from '../../simulator/faults/slow-body.ts';
import type { RunSettings } from './rule-context.ts';
import type { SendOptions } from './sent.ts';

/** One way in which an acknowledgement does not arrive, or only just. */
export interface Loss {
  /** What was sent, in words that go on after "applied". */
  readonly what: string;
  readonly how: SendOptions;
}

/** Parts of the receiver's own time for an answer: before, during and after its work, and just before its answer. */
const fractions = [0, 0.25, 0.5, 0.75, 0.95];
/** Where the receiver's own time says nothing, because it works after its answer or while others keep it waiting (ms). */
const fixedMomentsMs = [5, 20, 80];

/** "Set the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds." */
const timeoutsSeconds = [3, 4, 5, 6, 7, 8, 9, 10];
/** How far inside and outside of the timeout an answer is to arrive at least (ms). */
const leastMarginMs = 25;

/** The ways to lose an acknowledgement of a receiver that takes so long for an answer; near each timeout too when the run is thorough. */
export function lossesOf(
  { isThorough }: Pick<RunSettings, 'isThorough'>,
  answerTimeMs: number,
): readonly Loss[] {
  return [
    ...momentsMs(answerTimeMs).map(cutAfter),
    ...answerParts.map((part) => lostBy(lostInAnswer(part))),
    ...(isThorough ? timeoutsSeconds.flatMap((seconds) => nearTimeout(seconds, answerTimeMs)) : []),
  ];
}

function momentsMs(answerTimeMs: number): number[] {
  const moments = [...fractions.map((part) => Math.floor(part * answerTimeMs)), ...fixedMomentsMs];
  return [...new Set(moments)].sort((a, b) => a - b);
}

function cutAfter(afterMs: number): Loss {
  return lostBy(lostAck(afterMs));
}

function lostBy(fault: NonNullable<SendOptions['fault']>): Loss {
  return { what: `a message ${fault.title}`, how: { fault } };
}

/** An answer that comes just in time, and one that comes just too late: the request ends so much earlier than the time is over. */
function nearTimeout(seconds: number, answerTimeMs: number): Loss[] {
  const timeoutMs = seconds * 1000;
  const marginMs = Math.max(leastMarginMs, answerTimeMs / 2);
  const holdMs = (earlierMs: number) => Math.max(0, Math.round(timeoutMs - answerTimeMs - earlierMs));
  const held = (words: string, earlierMs: number): Loss => {
    const what = `a message whose response arrives ${words} a timeout of ${seconds} s`;
    return { what, how: { fault: heldBack(holdMs(earlierMs)), timeoutMs, note: what } };
  };
  return [held('just inside', marginMs), held('just outside', -marginMs)];
}
