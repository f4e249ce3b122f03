import { asksToWait } from '../../receiver/index.ts';
import { connectionRefused } from '../../schemas/connection-refused.ts';
import {
  type Connector,
  type Fault,
  freshConnections,
  inspectTls,
  isAcknowledged,
  keptConnections,
  type Outcome,
  statusOf,
  systemClock,
  type Transmission,
} from '../../simulator/index.ts';
import { defined } from '../../text/defined.ts';
import { assertTells } from '../adaptation/adapted.ts';
import type { AcknowledgedMessage } from '../context/acknowledged-log.ts';
import { CannotTell, LateMeasurement } from '../context/expect.ts';
import type { Connections, RuleContext } from '../context/rule-context.ts';
import type { RunState } from '../context/run-state.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Rule } from '../rule.ts';
import { spendControls } from '../watching/noise.ts';
import { noteReported } from '../watching/progress.ts';
import { closesOnForgery, wasClosed } from './closes-on-forgery.ts';
import { exchange, type InTurnOptions } from './exchange.ts';
import { rateLimited } from './rate-limited.ts';
import type { Sent } from './sent.ts';
import { sharing } from './shared.ts';

const maxPrinted = 2000;
/** How often to look for output after a failure, and how long to wait in between (ms). */
const maxPolls = 5;
const pollEveryMs = 20;

function titleOf(fault: Fault | undefined): string {
  return fault ? `a message ${fault.title}` : 'a genuine message';
}

/** How a rule sends. Each attempt is recorded. */
export function deliveryFor(
  {
    id,
    runs,
    acknowledgementRank,
    requirements,
    sentBy,
  }: Pick<Rule, 'id' | 'runs' | 'acknowledgementRank' | 'requirements' | 'sentBy'>,
  run: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): RuleContext['deliver'] {
  // These rules find out whether it responds at all.
  const triesAnyway = runs === 'last' || acknowledgementRank !== undefined;
  const runTimeoutMs = timeoutMsOf(run);
  const deliver: RuleContext['deliver'] = async (
    message,
    {
      connector = run.target.connector,
      fault,
      inSteps,
      note,
      maxBodyBytes,
      unbounded,
      seesDrops,
      ofBurst = 0,
      timeoutMs: ownTimeoutMs,
    } = {},
  ) => {
    const timeoutMs = ownTimeoutMs ?? runTimeoutMs;
    const what = note ?? titleOf(fault);
    const sending = {
      message,
      fault,
      ...defined({ inSteps }),
      connector,
      timeoutMs,
      maxBodyBytes,
      signal,
      what,
      unbounded,
      seesDrops,
      triesAnyway,
      isImpossible: sentBy === 'nobody',
    };
    assertTells(run, { ...sending, rule: id, requirements });
    const before = run.receiver.process?.printed?.();
    spendControls(run, message);
    const transmission = await exchange(run, sending);
    assertSent(transmission, { ...sending, ofBurst }, run);
    const end = run.guards.crashes.messages.endBy({ message, fault });
    const seen = {
      ...lateByUs(transmission, run),
      what,
      isAcknowledged: isAcknowledged(transmission.outcome),
      ...((await isClosedAsForged(transmission.outcome, fault)) && { isClosedAsForged: true }),
      ...(end !== undefined && { ended: end }),
    };
    const sent = { ...seen, n: recorder.attempt(seen, note ?? fault?.title, fault?.name) };
    // The receiver's last output is shown with the finding.
    if (end !== undefined) recorder.note(`the receiver ${end}`);
    const printed = await printedAt(sent, run, before);
    run.traffic.attempts.keep(id, sent.n, sent, { message, fault, printed });
    if (sent.isAcknowledged)
      noteAcknowledged(run, sent, { what: note ?? fault?.title ?? what, message, fault });
    if (signal.aborted) throw new CannotTell({ reasonCode: 'interrupted' });
    // A rule that gives up earlier needs its own timeout.
    if (ownTimeoutMs === undefined) assertMeasuredInTime(sent);
    return sent;
  };
  const isClosedAsForged = async (outcome: Outcome, fault: Fault | undefined) =>
    fault !== undefined && wasClosed(outcome) && (await closesOnForgery(run));
  const deliverShared = sharing(deliver, id, run.traffic, recorder);
  return (message, options) => {
    const sending = options?.isShared ? deliverShared(message, options) : deliver(message, options);
    // A rule that ends early abandons its other messages. Their rejection must not end this process.
    sending.catch(() => {});
    return sending;
  };
}

function noteAcknowledged(
  { seen }: RunState,
  { request }: Transmission,
  one: Omit<AcknowledgedMessage, 'at'>,
): void {
  const at = performance.now();
  seen.log.note({ ...one, at }, request.body.length);
  if (one.fault) return;
  seen.acknowledged += 1;
  noteReported(seen.reported, one.message, at);
}

/** A rule's own connections. `close` closes those that are idle. */
export function controlConnections(run: RunState): Connections & { close(): void } {
  const { webhook, connection } = run.target;
  const kept: Connector[] = [];
  return {
    fresh: () => freshConnections(connection),
    kept() {
      const connector = keptConnections(connection);
      kept.push(connector);
      return connector;
    },
    inspectTls: () => inspectTls(webhook.url, { ...connection, timeoutMs: timeoutMsOf(run) }),
    close() {
      for (const connector of kept) connector.close();
    },
  };
}

function timeoutMsOf({ target: { settings } }: RunState): number {
  return settings.timeoutSeconds * 1000;
}

/** The last output of a receiver that fails, which may come a moment after its response. */
async function printedAt(
  sent: Transmission,
  { receiver: { process } }: RunState,
  before: string | undefined,
): Promise<string | undefined> {
  if ((statusOf(sent) ?? 0) < 500 || !process?.printed) return undefined;
  for (let polls = 0; polls < maxPolls && process.printed() === before; polls += 1)
    await systemClock.sleep(pollEveryMs);
  return process.printed().slice(-maxPrinted);
}

/** @throws CannotTell if the receiver limits its rate for too long, crashes on messages like this one, or has crashed for good. */
function assertSent(
  transmission: Transmission,
  { message, fault, ofBurst }: Pick<InTurnOptions, 'message' | 'fault'> & { readonly ofBurst: number },
  { guards: { rate, crashes }, seen }: RunState,
): void {
  const { outcome } = transmission;
  const { isExceeded, refusesAfter = Number.POSITIVE_INFINITY } = rate;
  if (isExceeded && refusesAfter > ofBurst && asksToWait(outcome)) throw new CannotTell(rateLimited(rate));
  if (crashes.isOver && seen.gone !== undefined && connectionRefused(outcome))
    throw new CannotTell({ reasonCode: 'receiver-gone', detail: seen.gone });
  const what = crashes.messages.skippedFor({ message, fault }, transmission);
  if (what !== undefined) throw new CannotTell({ reasonCode: 'crashes', what });
}

function lateByUs(transmission: Transmission, { receiver: { sharesProcess } }: RunState): Transmission {
  if (!sharesProcess) return transmission;
  const { measuredLateMs: _late, ...measured } = transmission;
  return measured;
}

/** @throws LateMeasurement for a timeout that this process may have caused. */
function assertMeasuredInTime({ outcome, measuredLateMs }: Sent): void {
  if (outcome.kind === 'timeout' && measuredLateMs !== undefined) throw new LateMeasurement(measuredLateMs);
}
