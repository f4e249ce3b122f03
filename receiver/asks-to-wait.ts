import type { RateLimit } from '../schemas/generated/types.ts';
import type { Outcome } from '../simulator/index.ts';
import { headerValues } from '../text/formats/headers.ts';

/** A response that asks to try again later, and after how long (ms), if it says so. */
export interface Limited {
  readonly status: RateLimit['status'];
  readonly retryAfterMs?: number | undefined;
}

/** Whether it is a 429, or a 503 that says when to try again. Pure. */
export function asksToWait(outcome: Outcome, now = Date.now()): Limited | undefined {
  if (outcome.kind !== 'response') return undefined;
  const [value] = headerValues(outcome.headers, 'retry-after');
  const retryAfterMs = value === undefined ? undefined : retryAfter(value, now);
  const { status } = outcome;
  return status === 429 || (status === 503 && retryAfterMs !== undefined)
    ? { status, retryAfterMs }
    : undefined;
}

/** "Retry-After = HTTP-date / delay-seconds" (RFC 9110, 10.2.3), as ms from now. */
function retryAfter(value: string, now: number): number | undefined {
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
