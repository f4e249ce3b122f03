import type { ProbeResponse, SendProbe } from '../../runner/index.ts';
import { statusOf } from '../../simulator/index.ts';
import type { SentAtOnce } from '../facts.ts';
import { isFailure, isRefusedAsForged, isServerError } from '../responses.ts';

const messages = 20;
/** Rounds of messages at once, for a race that shows only now and then. */
const maxRounds = 100;
/** How long the sequential messages may take, and how long all rounds may take (ms). */
const maxMs = 3000;

/**
 * Sends genuine messages one after the other, then the same number at once. Undefined unless only the latter fail, or only they are
 * rejected as forged. After a 403, copies of one message must be accepted at once: they can't be mixed up, while a limit would reject them.
 * No limit responds 401.
 */
export async function probeAtOnce(
  send: SendProbe,
  message: () => unknown,
  signal: AbortSignal,
): Promise<SentAtOnce | undefined> {
  const inTurn = await sendInTurn(send, message, signal);
  if (!inTurn) return undefined;
  const endsAt = performance.now() + maxMs;
  for (let left = maxRounds; left > 0 && !signal.aborted && performance.now() < endsAt; left -= 1) {
    const atOnce = await sendAtOnce(send, message);
    const others = atOnce.filter(({ isAcknowledged }) => !isAcknowledged);
    if (others.length === 0) continue;
    if (others.every(isServerError)) return { inTurn, atOnce, copies: [] };
    if (!others.every(isRefusedAsForged)) return undefined;
    const one = message();
    const copies = await sendAtOnce(send, () => one);
    const refused = [...others, ...copies.filter((answer) => isRefusedAsForged(answer) || isFailure(answer))];
    if (refused.length > others.length && !refused.every((answer) => statusOf(answer) === 401))
      return undefined;
    return { inTurn, atOnce, copies };
  }
  return undefined;
}

/** Undefined if one isn't acknowledged, or if they take too long. */
async function sendInTurn(
  send: SendProbe,
  message: () => unknown,
  signal: AbortSignal,
): Promise<readonly ProbeResponse[] | undefined> {
  const answers: ProbeResponse[] = [];
  const endsAt = performance.now() + maxMs;
  while (answers.length < messages) {
    if (signal.aborted || performance.now() > endsAt) return undefined;
    const answer = await send(message());
    if (!answer.isAcknowledged) return undefined;
    answers.push(answer);
  }
  return answers;
}

function sendAtOnce(send: SendProbe, message: () => unknown): Promise<ProbeResponse[]> {
  return Promise.all(Array.from({ length: messages }, () => send(message())));
}
