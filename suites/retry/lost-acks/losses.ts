import type { RunSettings, SendOptions } from '../../../runner/rule-kit.ts';
import { answerParts, lostAck, lostInResponse } from '../../../simulator/faults/lost-ack.ts';
import { heldBack } from '../../../simulator/faults/slow-body.ts';

/** A way in which an acknowledgement is lost or nearly lost. */
export interface Loss {
  /** What was sent, as a phrase that follows "applied". */
  readonly what: string;
  readonly how: SendOptions;
}

/** Fractions of the receiver's response time: before, during and after its work, and right before its response. */
const fractions = [0, 0.25, 0.5, 0.75, 0.95];
/** For receivers whose response time is not informative, because they work after the response or are busy (ms). */
const fixedMomentsMs = [5, 20, 80];

/** "Set the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds." */
const timeoutsSeconds = [3, 4, 5, 6, 7, 8, 9, 10];
/** The minimum distance from the timeout, inside and outside (ms). */
const minMarginMs = 25;

/** The ways to lose an acknowledgement of a receiver with this response time; with `thorough` also near each timeout. */
export function lossesOf(
  { isThorough }: Pick<RunSettings, 'isThorough'>,
  answerTimeMs: number,
): readonly Loss[] {
  return [
    ...momentsMs(answerTimeMs).map((afterMs) => lostBy(lostAck(afterMs))),
    ...answerParts.map((part) => lostBy(lostInResponse(part))),
    ...(isThorough ? timeoutsSeconds.flatMap((seconds) => nearTimeout(seconds, answerTimeMs)) : []),
  ];
}

function momentsMs(answerTimeMs: number): number[] {
  const moments = [...fractions.map((part) => Math.floor(part * answerTimeMs)), ...fixedMomentsMs];
  return [...new Set(moments)].sort((a, b) => a - b);
}

function lostBy(fault: NonNullable<SendOptions['fault']>): Loss {
  return { what: `a message ${fault.title}`, how: { fault } };
}

/** Two messages whose end is held back: one response arrives just before the timeout, one just after. */
function nearTimeout(seconds: number, answerTimeMs: number): Loss[] {
  const timeoutMs = seconds * 1000;
  const marginMs = Math.max(minMarginMs, answerTimeMs / 2);
  const holdMs = (earlierMs: number) => Math.max(0, Math.round(timeoutMs - answerTimeMs - earlierMs));
  const held = (words: string, earlierMs: number): Loss => {
    const what = `a message whose response arrives ${words} the ${seconds} s timeout`;
    return { what, how: { fault: heldBack(holdMs(earlierMs)), timeoutMs, note: what } };
  };
  return [held('just before', marginMs), held('just after', -marginMs)];
}
