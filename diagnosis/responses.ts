import { describeOutcome, type ProbeResponse } from '../runner/index.ts';
import type { AttemptRecord } from '../schemas/generated/types.ts';
import { explain, type SentTo } from '../schemas/words/explain.ts';
import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { statusOf } from '../simulator/index.ts';
import { headerValues } from '../text/formats/headers.ts';
import { inList } from '../text/words/in-list.ts';
import type { FoundCause } from './cause.ts';
import type { Genuine, Shape } from './facts.ts';
import { finalResponse, finalResponses, shapes } from './final-responses.ts';

/** The receiver failed or didn't respond. Another attempt may succeed. */
export function isFailure(answer: ProbeResponse): boolean {
  const status = statusOf(answer);
  return status === undefined || status >= 500;
}

/** The same, or a 429: another attempt may succeed. */
export function isRefusedAtTimes(answer: ProbeResponse): boolean {
  return isFailure(answer) || statusOf(answer) === 429;
}

/** The receiver considers the message forged. */
export function isRefusedAsForged(answer: ProbeResponse | AttemptRecord): boolean {
  return [401, 403].includes(statusOf(answer) ?? 0);
}

/** An error of the receiver. A 503 says that it is busy. */
export function isServerError(answer: ProbeResponse | AttemptRecord): boolean {
  const status = statusOf(answer) ?? 0;
  return status >= 500 && status !== 503;
}

/** The final responses to all shapes, if none was acknowledged. */
export function refusals(genuine: Genuine): readonly ProbeResponse[] | undefined {
  const all = finalResponses(genuine);
  return all.some(({ isAcknowledged }) => isAcknowledged) ? undefined : all;
}

/** The test message is acknowledged, and no report is. */
export function acceptsTestOnly({ test, dids, capacity }: Genuine): boolean {
  return (
    finalResponse(test).isAcknowledged && ![dids, capacity].some((one) => finalResponse(one).isAcknowledged)
  );
}

export function isRedirect(answer: ProbeResponse): boolean {
  const status = statusOf(answer) ?? 0;
  return status >= 300 && status <= 399;
}

/** Whether every shape got one of these statuses. */
export function allGot(genuine: Genuine, ...statuses: readonly number[]): boolean {
  return finalResponses(genuine).every((answer) => statuses.includes(statusOf(answer) ?? 0));
}

/** The name of each shape, for people. */
export const shapeNames: Record<Shape, string> = {
  test: 'the test message (an object)',
  dids: 'a DID change (an array)',
  capacity: 'a capacity change (an array)',
};

/** "401 Unauthorized in 2 ms, body "bad signature"". */
export function responseInWords({ outcome, elapsedMs }: ProbeResponse): string {
  return describeOutcome(outcome, elapsedMs);
}

/** What this response to a genuine message says by itself: the title and the fix of a cause. */
export function explained({ outcome }: ProbeResponse, facts: SentTo): Pick<FoundCause, 'title' | 'fix'> {
  const { means, fix } = explain(outcome, facts) ?? { means: outcomeInWords(outcome), fix: '' };
  return { title: means, fix };
}

/** The value of a response's header. */
export function headerOf({ outcome }: ProbeResponse, name: string): string | undefined {
  return outcome.kind === 'response' ? headerValues(outcome.headers, name)[0] : undefined;
}

/** What was sent and what came back: a line per shape, or one line if all got the same response. */
export function genuineInWords(genuine: Genuine): string[] {
  const answers = finalResponses(genuine);
  const [first] = answers;
  const said = new Set(
    answers.map(
      ({ outcome, isAcknowledged }) =>
        outcome.kind === 'response' && `${isAcknowledged} ${outcome.status} ${outcome.body}`,
    ),
  );
  if (first && said.size === 1 && !said.has(false)) {
    return [
      `sent ${inList(shapes.map((shape) => shapeNames[shape]))}, all correctly signed: each got ${responseInWords(first)}`,
    ];
  }
  return shapes.map(
    (shape) =>
      `sent ${shapeNames[shape]}, correctly signed: ${responseInWords(finalResponse(genuine[shape]))}`,
  );
}
