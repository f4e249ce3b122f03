import { count } from '../../text/words/count.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { RateLimit } from '../generated/types.ts';

/** What was observed of a limit: "let 100 requests through in 0.82 s, then responded 429". Pure. */
export function limitInWords({ accepted, withinMs, status }: RateLimit): string {
  return `let ${count(accepted, 'request')} through in ${formatMs(withinMs)}, then responded ${status}`;
}

/** The rate of the check from then on, as a clause. Pure. */
export function slowedInWords({ slowedTo }: RateLimit): string {
  return slowedTo === undefined
    ? 'the check stopped sending, because it would have had to wait too long'
    : `the check slowed down to ${rateInWords(slowedTo)}`;
}

function rateInWords(perSecond: number): string {
  return perSecond < 1
    ? `${count(Math.max(1, Math.round(60 * perSecond)), 'request')} a minute`
    : `${count(Math.round(perSecond), 'request')} a second`;
}
