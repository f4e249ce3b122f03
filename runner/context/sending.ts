import {
  type Connector,
  freshConnections,
  inspectTls,
  isAcknowledged,
  keptConnections,
  type Transmission,
  transmit,
} from '../../simulator/index.ts';
import { digestOfMessage } from '../diagnosis/kept-attempts.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { CannotTell, LateMeasurement } from './expect.ts';
import type { Connections, RuleContext } from './rule-context.ts';
import type { RunState } from './run-state.ts';
import type { Sent } from './sent.ts';

interface Sending {
  readonly deliver: RuleContext['deliver'];
  readonly connections: Connections;
  /** Closes the connections that the rule has kept. */
  close(): void;
}

/** How one rule sends; each attempt is recorded. */
export function createSending(rule: string, run: RunState, recorder: Recorder, signal: AbortSignal): Sending {
  const { webhook, connection } = run;
  const runTimeoutMs = run.settings.timeoutSeconds * 1000;
  const kept: Connector[] = [];
  const deliver: RuleContext['deliver'] = async (
    message,
    { connector = run.connector, fault, note, maxBodyBytes, unbounded, timeoutMs: ownTimeoutMs } = {},
  ) => {
    const { headers, profile } = run;
    const timeoutMs = ownTimeoutMs ?? runTimeoutMs;
    const sending = { webhook, message, profile, timeoutMs, maxBodyBytes, fault, headers, signal };
    const what = note ?? (fault ? `a message ${fault.title}` : 'a genuine message');
    const inTurn = <T>(send: () => Promise<T>) => run.inFlight.run(send, unbounded);
    const send = () => inTurn(() => transmit({ ...sending, connector }));
    const transmission = lateByUs(
      await run.crashes.send(what, () => digestOfMessage(message, fault), send),
      run,
    );
    const seen = { ...transmission, what, isAcknowledged: isAcknowledged(transmission.outcome) };
    const sent = { ...seen, n: recorder.attempt(seen, note ?? fault?.title, fault?.name) };
    run.attempts.keep(rule, sent.n, sent, { message, fault });
    if (sent.isAcknowledged && !fault) run.seen.hasAcknowledged = true;
    if (signal.aborted) throw new CannotTell({ because: 'interrupted' });
    // A rule that gives up early wants a timeout.
    if (ownTimeoutMs === undefined) assertMeasuredInTime(sent);
    return sent;
  };
  return {
    deliver(message, options) {
      const sending = deliver(message, options);
      // A rule that ends early leaves others of its messages alone: their end may not end this process.
      sending.catch(() => {});
      return sending;
    },
    connections: {
      fresh: () => freshConnections(connection),
      kept() {
        const connector = keptConnections(connection);
        kept.push(connector);
        return connector;
      },
      inspectTls: () => inspectTls(webhook.url, { ...connection, timeoutMs: runTimeoutMs }),
    },
    close() {
      for (const connector of kept) connector.close();
    },
  };
}

function lateByUs(transmission: Transmission, { sharesProcess }: RunState): Transmission {
  if (!sharesProcess) return transmission;
  const { measuredLateMs: _late, ...measured } = transmission;
  return measured;
}

/** @throws MeasuredLate for a timeout that may be our own doing. */
function assertMeasuredInTime({ outcome, measuredLateMs }: Sent): void {
  if (outcome.kind === 'timeout' && measuredLateMs !== undefined) throw new LateMeasurement(measuredLateMs);
}
