import type { ProbeResponse, SendProbe } from '../../runner/index.ts';
import { statusOf, systemClock } from '../../simulator/index.ts';
import type { Paced } from '../facts.ts';
import { isFailure } from '../responses.ts';

const maxSeries = 100;
const seriesMs = 5000;
/** Fewer messages don't show what share fails, unless so many get no response that the rest would take too long. */
const minSeries = 20;
const maxWaited = 3;
/** The intervals to try, and how many messages to send at each. */
const pacesMs = [100, 500];
const pacedMessages = 10;

/** The responses to equivalent genuine messages, sent one after the other. */
export async function sendSeries(
  send: SendProbe,
  message: () => unknown,
  signal: AbortSignal,
): Promise<readonly ProbeResponse[]> {
  const answers: ProbeResponse[] = [];
  const endsAt = performance.now() + seriesMs;
  // After a failure, the next one shows whether it recovers.
  const isOpen = () => answers.length < minSeries || answers.slice(-1).some(isFailure);
  const isLate = () => performance.now() >= endsAt && !isOpen();
  const waited = () => answers.filter(({ outcome }) => outcome.kind === 'timeout').length;
  while (answers.length < maxSeries && !isLate() && waited() < maxWaited && !signal.aborted)
    answers.push(await send(message()));
  return answers;
}

/** Most messages got 503, as from a proxy's rate limit, and none failed otherwise. */
export function refusesSome(series: readonly ProbeResponse[]): boolean {
  const failures = series.filter(isFailure);
  return (
    series.length > 0 &&
    failures.length >= series.length / 2 &&
    failures.every((answer) => statusOf(answer) === 503)
  );
}

/** The fastest pace at which every message is acknowledged, if any. */
export async function sendPaced(
  send: SendProbe,
  message: () => unknown,
  signal: AbortSignal,
): Promise<Paced | undefined> {
  for (const everyMs of pacesMs) {
    const answers: ProbeResponse[] = [];
    while (answers.length < pacedMessages && !signal.aborted) {
      await systemClock.sleep(everyMs, signal);
      answers.push(await send(message()));
      if (!answers.at(-1)?.isAcknowledged) break;
    }
    if (answers.length === pacedMessages && answers.every(({ isAcknowledged }) => isAcknowledged))
      return { everyMs, answers };
  }
  return undefined;
}
