import { asksToWait, isDropped } from '../../receiver/index.ts';
import { hasReports } from '../../schemas/index.ts';
import { isRejected, type Transmission, type TransmitOptions, transmit } from '../../simulator/index.ts';
import { adaptedMessage } from '../adaptation/adapted.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';

export interface InTurnOptions extends Omit<TransmitOptions, keyof RunDefaults>, Partial<RunDefaults> {
  /** Continues after "crashes on". */
  readonly what: string;
  /** Limited only by the rate. */
  readonly unbounded?: boolean | undefined;
  /** If too many connections are open, it fails instead of being sent again. */
  readonly seesDrops?: boolean | undefined;
  /** Sends even if the receiver no longer responds. */
  readonly triesAnyway?: boolean | undefined;
}

type RunDefaults = Pick<TransmitOptions, 'webhook' | 'profile' | 'connector' | 'headers'>;

/**
 * One exchange with the receiver, when its turn comes. The message is sent again if another message crashed the receiver, if the receiver
 * asked the check to wait, or if too many connections were open.
 *
 * @throws CannotTell if the receiver doesn't respond anymore.
 */
export async function exchange(
  run: Pick<
    RunState,
    | 'webhook'
    | 'adapted'
    | 'seen'
    | 'identities'
    | 'settings'
    | 'profile'
    | 'connector'
    | 'headers'
    | 'inFlight'
    | 'connections'
    | 'crashes'
    | 'messagesSeen'
    | 'rate'
    | 'responses'
    | 'silence'
    | 'pace'
    | 'onStored'
  >,
  { what, unbounded, seesDrops = false, triesAnyway = false, ...given }: InTurnOptions,
): Promise<Transmission> {
  const {
    webhook,
    profile,
    connector,
    headers,
    inFlight,
    crashes,
    messagesSeen,
    rate,
    responses,
    connections,
    silence,
    pace,
  } = run;
  const options = { ...given, message: adaptedMessage(run, given.message) };
  const sending = { webhook, profile, connector, headers, ...options };
  const isGenuine = options.fault === undefined;
  const hasAllTime = options.timeoutMs >= 1000 * run.settings.timeoutSeconds;
  const isAsConfigured = options.webhook === undefined && options.profile === undefined && hasAllTime;
  const about = { what, isGenuine: isGenuine && isAsConfigured };
  const isReport = isGenuine && hasReports(options.message);
  const isVain = silence.all.isFinal || (isReport && silence.reports.isFinal);
  if (isVain && !triesAnyway) throw new CannotTell({ because: 'not-responding' });
  const noted = async () => {
    const sent = await messagesSeen.watch(about, () => transmit(sending));
    if (!isRejected(sent.outcome)) run.onStored?.(options.message);
    responses.all.note(what, sent, isGenuine);
    silence.all.look(pace);
    if (isReport && !isRejected(sent.outcome)) {
      responses.reports.note(what, sent, isGenuine);
      silence.reports.look(pace);
    }
    return sent;
  };
  const withinLimit = async () =>
    seesDrops
      ? (await connections.count(noted)).result
      : connections.send(noted, ({ outcome }) => isDropped(outcome));
  const inTurn = () => inFlight.run(withinLimit, unbounded);
  const withinRate = () => rate.send(inTurn, ({ outcome }) => asksToWait(outcome));
  return crashes.send({ what, message: options.message, fault: options.fault }, withinRate);
}
