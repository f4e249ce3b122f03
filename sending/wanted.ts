import { traitsOf } from '../simulator/faults/traits.ts';
import {
  type AttemptResult,
  type Fault,
  isAcknowledged,
  isRejected,
  type Outcome,
  type Profile,
  type WebhookEntry,
} from '../simulator/index.ts';
import { formatMs } from '../text/words/durations.ts';

/** How the receiver should respond, decided by the last attempt. */
export interface Wanted<A = Pick<AttemptResult, 'outcome' | 'elapsedMs'>> {
  /** One word or two: "as expected". */
  readonly words: string;
  /** The expected response, if the user gave one: "401 within 3.00 s". */
  readonly expected?: string;
  isMet(attempt: A): boolean;
}

/** A range of statuses, such as 2xx or 401. */
export interface StatusRange {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** What the user expects instead of what a correct receiver does. */
export interface WantedResponse {
  /** Any of these. Absent: a 2xx. */
  readonly statuses?: readonly StatusRange[] | undefined;
  /** The limit for the whole exchange. */
  readonly withinMs?: number | undefined;
}

export const acknowledgement: Wanted = {
  words: 'acknowledged',
  isMet: ({ outcome }) => isAcknowledged(outcome),
};

/** A 4xx, as a correct receiver responds to it. */
const refusal: Wanted = { words: 'rejected', isMet: ({ outcome }) => isRejected(outcome) };

const success: StatusRange = { words: '2xx', from: 200, to: 299 };

export function expectationOf({ statuses = [success], withinMs = Infinity }: WantedResponse): Wanted {
  const isExpected = (outcome: Outcome) =>
    outcome.kind === 'response' &&
    statuses.some(({ from, to }) => outcome.status >= from && outcome.status <= to);
  const within = Number.isFinite(withinMs) ? ` within ${formatMs(withinMs)}` : '';
  return {
    words: 'as expected',
    expected: `${statuses.map(({ words }) => words).join(' or ')}${within}`,
    isMet: ({ outcome, elapsedMs }) => isExpected(outcome) && elapsedMs <= withinMs,
  };
}

/** What is sent, and where. */
interface Sent {
  readonly fault: Fault | undefined;
  readonly webhooks: readonly WebhookEntry[];
  readonly profile: Profile;
}

/** Whether a correct receiver rejects what is sent. */
export function isToBeRefused({ fault, webhooks, profile }: Sent): boolean {
  return webhooks.some(({ url, secret = '', method = 'POST' }) =>
    fault ? traitsOf(fault, { url, secret, method }, profile).isToBeRefused : false,
  );
}

/** What the user expects; otherwise a 4xx for a message that a correct receiver rejects, and an acknowledgement for every other. */
export function wantedOf(what: Sent, expectation: WantedResponse | undefined): Wanted {
  if (expectation) return expectationOf(expectation);
  return isToBeRefused(what) ? refusal : acknowledgement;
}
