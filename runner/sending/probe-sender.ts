import {
  type Connector,
  type Fault,
  isAcknowledged,
  type Profile,
  type Webhook,
} from '../../simulator/index.ts';
import type { RunState } from '../context/run-state.ts';
import { exchange } from './exchange.ts';
import type { Sent } from './sent.ts';

/** The response to one message of the diagnosis. `isAcknowledged` means a 2xx within the webhook's timeout. */
export type ProbeResponse = Pick<Sent, 'outcome' | 'elapsedMs' | 'isAcknowledged'>;

/** How a message of the diagnosis differs from those of the rules. */
interface ProbeOptions {
  /** Continues after "crashes on". */
  readonly what?: string;
  readonly fault?: Fault;
  readonly webhook?: Partial<Webhook>;
  readonly profile?: Partial<Profile>;
  readonly timeoutMs?: number;
  readonly connector?: Connector;
}

/** Sends one message of the diagnosis. */
export type SendProbe = (message: unknown, options?: ProbeOptions) => Promise<ProbeResponse>;

export function probeSender(run: RunState, signal: AbortSignal): SendProbe {
  const ackWithinMs = run.target.settings.timeoutSeconds * 1000;
  return async (
    message,
    { what = 'a genuine message', fault, webhook, profile, timeoutMs = ackWithinMs, connector } = {},
  ) => {
    const { outcome, elapsedMs } = await exchange(run, {
      ...{ message, fault, timeoutMs, signal, what, unbounded: true, triesAnyway: true },
      ...(connector && { connector }),
      ...(webhook && { webhook: { ...run.target.webhook, ...webhook } }),
      ...(profile && { profile: { ...run.target.profile, ...profile } }),
    });
    return { outcome, elapsedMs, isAcknowledged: isAcknowledged(outcome) && elapsedMs <= ackWithinMs };
  };
}
