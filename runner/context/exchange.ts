import { type Transmission, type TransmitOptions, transmit } from '../../simulator/index.ts';
import { asksToWait } from '../rate/asks-to-wait.ts';
import type { RunState } from './run-state.ts';

export interface InTurnOptions extends Omit<TransmitOptions, keyof RunDefaults>, Partial<RunDefaults> {
  /** Goes on after "crashes on". */
  readonly what: string;
  /** Held back by the rate only. */
  readonly unbounded?: boolean | undefined;
}

type RunDefaults = Pick<TransmitOptions, 'webhook' | 'profile' | 'connector' | 'headers'>;

/** One exchange with the receiver, in its turn: sent again where the receiver crashed or asked to wait because of something else. */
export function exchange(
  run: Pick<RunState, 'webhook' | 'profile' | 'connector' | 'headers' | 'inFlight' | 'crashes' | 'rate'>,
  { what, unbounded, ...options }: InTurnOptions,
): Promise<Transmission> {
  const { webhook, profile, connector, headers, inFlight, crashes, rate } = run;
  const sending = { webhook, profile, connector, headers, ...options };
  const inTurn = () => inFlight.run(() => transmit(sending), unbounded);
  const unhurried = () => rate.send(inTurn, ({ outcome }) => asksToWait(outcome));
  return crashes.send({ what, message: options.message, fault: options.fault }, unhurried);
}
