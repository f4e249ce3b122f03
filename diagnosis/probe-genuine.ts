import {
  currentReport,
  currentTime,
  type ProbeResponse,
  type RunState,
  type SendProbe,
} from '../runner/index.ts';
import { capacityReport, systemClock, testMessage } from '../simulator/index.ts';
import type { Genuine, Shape } from './facts.ts';
import { finalResponse, shapes } from './final-responses.ts';
import { isFailure, shapeNames } from './responses.ts';

/** How long to wait for late acks, for all shapes together, to find out how late they are (ms). */
const maxWaitMs = 15_000;
const moreTries = 2;
/** A slow receiver gets the next message before it has responded (ms). */
const slowMs = 250;
/** A receiver may crash just after its response (ms). */
const crashesWithinMs = 50;

/** One genuine message of each shape. */
export type GenuineMessages = Readonly<Record<Shape, () => unknown>>;

export function genuineOf(run: Pick<RunState, 'seen' | 'identities'>): GenuineMessages {
  return {
    test: () => testMessage,
    dids: () => [currentReport(run)],
    capacity: () => [capacityReport({ sn: run.identities.serial(), updateTime: currentTime(run) })],
  };
}

/**
 * Sends a genuine message of each shape. Failed ones are sent again, one at a time: the failure may have been random or caused by
 * concurrency.
 */
export async function probeGenuine(
  send: SendProbe,
  messages: GenuineMessages,
  hasCrashed: () => boolean,
): Promise<Genuine> {
  const sendings: Promise<[Shape, [ProbeResponse, ...ProbeResponse[]]]>[] = [];
  for (const shape of shapes) {
    const sending = send(messages[shape](), { what: shapeNames[shape] });
    sendings.push(sending.then((answer) => [shape, [answer]]));
    // One after the other, to see which message crashes the receiver.
    await Promise.race([sending.then(() => systemClock.sleep(crashesWithinMs)), systemClock.sleep(slowMs)]);
  }
  const answered = await Promise.all(sendings);
  let waitLeftMs = maxWaitMs;
  for (const [shape, answers] of answered) {
    for (let left = moreTries; left > 0 && isFailure(finalResponse(answers)) && !hasCrashed(); left -= 1) {
      const isLate = finalResponse(answers).outcome.kind === 'timeout';
      if (isLate && waitLeftMs <= finalResponse(answers).elapsedMs) break;
      const answer = await send(messages[shape](), {
        what: shapeNames[shape],
        ...(isLate && { timeoutMs: waitLeftMs }),
      });
      answers.push(answer);
      if (!isLate) continue;
      waitLeftMs -= answer.elapsedMs;
      break;
    }
  }
  return Object.fromEntries(answered) as unknown as Genuine;
}
