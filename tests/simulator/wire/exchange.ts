import { type AttemptOptions, type AttemptResult, attempt } from '../../../simulator/wire/attempt.ts';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import type { Outcome, ResponseOutcome } from '../../../simulator/wire/outcome.ts';
import type { WireStep } from '../../../simulator/wire/wire.ts';
import { answering, startRawServer } from './raw-server.ts';

export const plainRequest = 'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';

export function sends(...texts: readonly string[]): WireStep[] {
  return texts.map((text) => ({ kind: 'send', bytes: Buffer.from(text, 'latin1') }));
}

/** One attempt with a small request over a new connection; its deadline is too long to be reached by chance. */
export function exchange(url: string, options: Partial<AttemptOptions> = {}): Promise<AttemptResult> {
  return attempt({
    url,
    steps: sends(plainRequest),
    connector: freshConnections({ allowHosts: [] }),
    timeoutMs: 10_000,
    ...options,
  });
}

/** The response of an outcome that must have one. */
export function responseOf(outcome: Outcome): ResponseOutcome {
  if (outcome.kind !== 'response') throw new Error(`no response but ${JSON.stringify(outcome)}`);
  return outcome;
}

/** The outcome of an exchange with a server that responds with these bytes. */
export async function outcomeOf(answer: string, then: 'end' | 'stay' = 'stay'): Promise<Outcome> {
  const server = await startRawServer(answering(answer, then));
  return (await exchange(server.origin)).outcome;
}
