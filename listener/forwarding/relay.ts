import type { Header, Outcome } from '../../simulator/index.ts';
import { isHeaderName, isHeaderValue } from '../../simulator/wire/header-syntax.ts';
import { withoutFraming } from './framing.ts';

/** A response of the receiver for the sender. */
export interface Relay {
  readonly kind: 'relay';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** The response if the receiver gave none: 200 if the message is safe, otherwise one that makes the sender retry. */
export interface Substitute {
  readonly kind: 'status';
  readonly status: 200 | 502 | 504;
}

/** The response that the sender gets. A receiver may be hostile, so anything that HTTP doesn't allow is left out. Pure. */
export function answerFor(outcome: Outcome, isRecorded: boolean): Relay | Substitute {
  if (outcome.kind === 'response' && outcome.status >= 200 && outcome.status <= 599) {
    const { status, reason, headers, body } = outcome;
    return {
      kind: 'relay',
      status,
      reason: isHeaderValue(reason) ? reason : '',
      headers: withoutFraming(headers).filter(([name, value]) => isHeaderName(name) && isHeaderValue(value)),
      body,
    };
  }
  if (isRecorded) return { kind: 'status', status: 200 };
  return { kind: 'status', status: outcome.kind === 'timeout' ? 504 : 502 };
}
