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
  /** YCM never sends it, although it is correctly signed. */
  readonly isImpossible?: boolean | undefined;
}

type RunDefaults = Pick<TransmitOptions, 'webhook' | 'profile' | 'connector' | 'headers'>;

/** One message on its way to the receiver. */
interface Exchange {
  readonly what: string;
  readonly sending: TransmitOptions;
  readonly unbounded: boolean | undefined;
  readonly seesDrops: boolean;
  readonly isGenuine: boolean;
  readonly isImpossible: boolean;
  /** Whether it is a genuine report. */
  readonly isReport: boolean;
  /** Whether it is sent as the webhook says, and waits as long. */
  readonly isAsConfigured: boolean;
}

type Send = () => Promise<Transmission>;
/** What stands between a message and the receiver. It may wait before `next`, and call it again. */
type Step = (next: Send, one: Exchange, run: RunState) => Promise<Transmission>;

/** Sends it again if another message crashed the receiver. */
const afterCrashes: Step = (next, { what, sending: { message, fault } }, { guards: { crashes } }) =>
  crashes.send({ what, message, fault }, next);

/** Sends it again if the receiver asked to wait. */
const withinRate: Step = (next, _one, { guards: { rate } }) =>
  rate.send(next, ({ outcome }) => asksToWait(outcome));

const inTurn: Step = (next, { unbounded }, { guards: { inFlight } }) => inFlight.run(next, unbounded);

/** Sends it again if too many connections were open. */
const withinConnections: Step = async (next, { seesDrops }, { guards: { connections } }) =>
  seesDrops
    ? (await connections.count(next)).result
    : connections.send(next, ({ outcome }) => isDropped(outcome));

const noted: Step = async (next, one, run) => {
  const { what, sending, isGenuine, isReport, isAsConfigured, isImpossible } = one;
  const { messagesSeen, responses, silence, onStored } = run.traffic;
  const { pace } = run.guards;
  const sent = await messagesSeen.watch({ what, isGenuine: isGenuine && isAsConfigured, isImpossible }, next);
  const isStored = !isRejected(sent.outcome);
  if (isStored) onStored?.(sending.message);
  responses.all.note(what, sent, isGenuine);
  silence.all.look(pace);
  if (!isReport || !isStored) return sent;
  responses.reports.note(what, sent, isGenuine);
  silence.reports.look(pace);
  return sent;
};

/** The outermost first. A crash, a rate limit and a limit of connections may each send the message again, through all steps below. */
const steps: readonly Step[] = [afterCrashes, inTurn, withinRate, withinConnections, noted];

/**
 * One exchange with the receiver, when its turn comes. The message is sent again if another message crashed the receiver, if the receiver
 * asked the check to wait, or if too many connections were open.
 *
 * @throws CannotTell if the receiver doesn't respond anymore.
 */
export async function exchange(run: RunState, options: InTurnOptions): Promise<Transmission> {
  const one = exchangeOf(run, options);
  const { all, reports } = run.traffic.silence;
  const isVain = all.isFinal || (one.isReport && reports.isFinal);
  if (isVain && !options.triesAnyway) throw new CannotTell({ reasonCode: 'not-responding' });
  if (options.fault?.carriesSecret && !run.target.isOnThisMachine)
    throw new Error('The secret itself is never sent to another host.');
  const socket: Send = () => transmit(one.sending);
  return steps.reduceRight<Send>((next, step) => () => step(next, one, run), socket)();
}

function exchangeOf(
  run: RunState,
  { what, unbounded, seesDrops = false, triesAnyway: _own, isImpossible = false, ...given }: InTurnOptions,
): Exchange {
  const { webhook, profile, connector, headers, settings } = run.target;
  const message = adaptedMessage(run, given.message);
  const isGenuine = given.fault === undefined;
  const hasAllTime = given.timeoutMs >= 1000 * settings.timeoutSeconds;
  return {
    what,
    sending: { webhook, profile, connector, headers, ...given, message },
    unbounded,
    seesDrops,
    isGenuine,
    isImpossible,
    isReport: isGenuine && hasReports(message),
    isAsConfigured: given.webhook === undefined && given.profile === undefined && hasAllTime,
  };
}
