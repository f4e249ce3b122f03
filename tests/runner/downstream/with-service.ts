import { type DownstreamCall, DownstreamCallLog } from '../../../observation/downstream/calls.ts';
import type { Downstream } from '../../../observation/downstream/downstream.ts';
import { downstreamObserver } from '../../../observation/downstream/downstream-observer.ts';
import { functionObserver } from '../../../observation/function.ts';
import { checkRule } from '../../../runner/check-rule.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { systemClock } from '../../../simulator/index.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { simulated } from '../../support/simulated.ts';
import { ownRule } from '../own-rules.ts';
import { guardAnswering } from '../run-parts.ts';
import { answer, sentWith } from '../sent.ts';
import { stateOfRun } from '../state-of-run.ts';

/** A call to the service, and how long after the report it comes (ms); by default before the ack. */
export interface LaterCall {
  readonly path: string;
  readonly method?: string;
  readonly afterMs?: number;
  /** The service's response; default 200. */
  readonly status?: number;
}

export interface SimulatedReceiver {
  /** The calls to the service because of a report; `nth` is the number of the message, from 1. */
  readonly callsOf: (
    report: { readonly sn: string; readonly event?: string },
    nth: number,
  ) => readonly LaterCall[];
  /** What the application shows of a PBX; by default, the observer shows the calls. */
  readonly observe?: (sn: string) => unknown;
  /** The status for the nth message, from 1. */
  readonly statusOf?: (nth: number) => number;
  readonly settleMs?: number;
}

/** More reads than any rule needs: without it, a rule that reads without waiting would never end. */
const maxReads = 50_000;

/** The result of a rule in simulated time, with a receiver that calls a service. */
export function resultWithService(run: (ctx: RuleContext) => Promise<void>, behavior: SimulatedReceiver) {
  return simulated(() => checkWithService(run, behavior));
}

async function checkWithService(run: (ctx: RuleContext) => Promise<void>, behavior: SimulatedReceiver) {
  const { callsOf, observe, statusOf = () => 200, settleMs = 2000 } = behavior;
  const { downstream, add } = serviceInMemory();
  let nth = 0;
  const crashes = guardAnswering((message) => {
    nth += 1;
    const status = statusOf(nth);
    const reports = status === 200 && Array.isArray(message) ? message : [];
    for (const call of reports.flatMap((report) => callsOf(report, nth))) {
      const { path, method = 'POST', afterMs = 0, status: got = 200 } = call;
      const make = () => add({ method, path, body: '', status: got });
      if (afterMs === 0) make();
      else void systemClock.sleep(afterMs).then(make);
    }
    return sentWith(answer(status));
  });
  const observer = observe ? functionObserver(observe) : downstreamObserver(downstream);
  const state = stateOfRun({ downstream, crashes, observer, settleMs });
  const now = performance.now();
  const { result } = await checkRule(ownRule('one', run, { needs: ['downstream'] }), {
    ...{ state, signal: new AbortController().signal, redactor: createRedactor([]), place: 0 },
    budget: { totalMs: 600_000, endsAt: now + 600_000 },
    turn: { startsAt: now, endsAt: now + 300_000 },
  });
  return result;
}

function serviceInMemory() {
  const log = new DownstreamCallLog();
  let readsLeft = maxReads;
  const read = <T>(value: T): T => {
    readsLeft -= 1;
    if (readsLeft < 0) throw new Error('the rule reads the calls without waiting');
    return value;
  };
  const downstream: Downstream = {
    url: 'http://127.0.0.1:9000',
    get size() {
      return log.size;
    },
    isFull: false,
    calls: (sn) => read(log.naming(sn)),
    between: (from, to) => read(log.between(from, to)),
    behave: () => {},
    close: async () => {},
  };
  return { downstream, add: (call: DownstreamCall) => log.add(call) };
}
