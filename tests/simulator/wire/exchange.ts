import { type AttemptOptions, type AttemptResult, attempt } from '../../../simulator/wire/attempt.ts';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import type { Outcome, ResponseOutcome } from '../../../simulator/wire/outcome.ts';
import type { WireStep } from '../../../simulator/wire/wire.ts';

export const plainRequest = 'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';

export function sends(...texts: readonly string[]): WireStep[] {
  return texts.map((text) => ({ kind: 'send', bytes: Buffer.from(text, 'latin1') }));
}

/** One attempt with a small request over a new connection; long enough that no deadline is met by chance. */
export function exchange(url: string, options: Partial<AttemptOptions> = {}): Promise<AttemptResult> {
  return attempt({
    url,
    steps: sends(plainRequest),
    connector: freshConnections({ allowHosts: [] }),
    timeoutMs: 10_000,
    ...options,
  });
}

/** The answer of an outcome that is to be one. */
export function responseOf(outcome: Outcome): ResponseOutcome {
  if (outcome.kind !== 'response') throw new Error(`no response but ${JSON.stringify(outcome)}`);
  return outcome;
}
