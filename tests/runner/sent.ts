import type { Sent } from '../../runner/sending/sent.ts';
import type { Outcome } from '../../simulator/index.ts';

/** An attempt as a rule sees it; a test sets only what matters to it. */
export function sentWith(
  outcome: Outcome,
  request: Partial<Sent['request']> = {},
  parts: Partial<Sent> = {},
): Sent {
  return {
    outcome,
    request: { method: 'POST', target: '/webhook', headers: [], body: new Uint8Array(), ...request },
    n: 1,
    startedAt: new Date(0),
    elapsedMs: 1.5,
    isAcknowledged: outcome.kind === 'response' && outcome.status >= 200 && outcome.status <= 299,
    what: 'a genuine message',
    ...parts,
  };
}

export function answer(
  status: number,
  body = '',
  headers: readonly (readonly [string, string])[] = [],
): Outcome {
  return { kind: 'response', status, reason: '', headers, body: Buffer.from(body), bodyComplete: true };
}
