import { hasReports } from '../../schemas/index.ts';
import { isRejected, type Transmission, type TransmitOptions, transmit } from '../../simulator/index.ts';
import { asksToWait } from '../rate/asks-to-wait.ts';
import type { RunState } from './run-state.ts';

export interface InTurnOptions extends Omit<TransmitOptions, keyof RunDefaults>, Partial<RunDefaults> {
  /** Continues after "crashes on". */
  readonly what: string;
  /** Limited only by the rate. */
  readonly unbounded?: boolean | undefined;
}

type RunDefaults = Pick<TransmitOptions, 'webhook' | 'profile' | 'connector' | 'headers'>;

/** One exchange with the receiver, in its turn. Sent again if another message crashed the receiver, or it asked to wait. */
export function exchange(
  run: Pick<
    RunState,
    'webhook' | 'profile' | 'connector' | 'headers' | 'inFlight' | 'crashes' | 'rate' | 'responses'
  >,
  { what, unbounded, ...options }: InTurnOptions,
): Promise<Transmission> {
  const { webhook, profile, connector, headers, inFlight, crashes, rate, responses } = run;
  const sending = { webhook, profile, connector, headers, ...options };
  const noted = async () => {
    const sent = await transmit(sending);
    const isGenuine = options.fault === undefined;
    responses.all.note(what, sent, isGenuine);
    if (isGenuine && hasReports(options.message) && !isRejected(sent.outcome))
      responses.reports.note(what, sent, isGenuine);
    return sent;
  };
  const inTurn = () => inFlight.run(noted, unbounded);
  const withinRate = () => rate.send(inTurn, ({ outcome }) => asksToWait(outcome));
  return crashes.send({ what, message: options.message, fault: options.fault }, withinRate);
}
