import { type Fault, isAcknowledged, transmit, type Webhook } from '../../simulator/index.ts';
import type { RunState } from '../context/run-state.ts';
import type { Answer } from './facts.ts';
import { digestOfMessage } from './kept-attempts.ts';

/** In what a message of the diagnosis is unlike those of the rules. */
export interface ProbeOptions {
  /** Goes on after "crashes on". */
  readonly what?: string;
  readonly fault?: Fault;
  readonly webhook?: Partial<Webhook>;
  readonly contentType?: string;
  readonly timeoutMs?: number;
}

/** Sends one message of the diagnosis. */
export type SendProbe = (message: unknown, options?: ProbeOptions) => Promise<Answer>;

export function probeSender(run: RunState, signal: AbortSignal): SendProbe {
  const ackWithinMs = run.settings.timeoutSeconds * 1000;
  return async (
    message,
    { what = 'a genuine message', fault, webhook, contentType, timeoutMs = ackWithinMs } = {},
  ) => {
    const send = () =>
      run.inFlight.run(
        () =>
          transmit({
            webhook: { ...run.webhook, ...webhook },
            profile: contentType === undefined ? run.profile : { ...run.profile, contentType },
            ...{ message, fault, timeoutMs, signal },
            headers: run.headers,
            connector: run.connector,
          }),
        true,
      );
    const { outcome, elapsedMs } = await run.crashes.send(what, () => digestOfMessage(message, fault), send);
    return { outcome, elapsedMs, isAcknowledged: isAcknowledged(outcome) && elapsedMs <= ackWithinMs };
  };
}
