import { isSame } from '../../observation/index.ts';
import {
  averageMs,
  currentReport,
  pollerFor,
  type RunState,
  type SendProbe,
  stateSeen,
} from '../../runner/index.ts';
import { testMessage } from '../../simulator/index.ts';
import { type CheckedRules, resultsWhere } from '../checked-rules.ts';
import type { Probes } from '../facts.ts';

const maxCopies = 32;
/** After so many recognized copies in a row, probably every process knows the message. */
const recognizedLast = 10;
/** Longer than an effect usually takes. */
const timesUsual = 5;
const minWaitMs = 20;

/** A duplicate was applied. */
export function appliesDuplicates(checked: CheckedRules): boolean {
  const ofDuplicates = resultsWhere(checked, ({ detects }) => detects === 'applied-duplicate');
  return ofDuplicates.some(({ verdict }) => verdict === 'fail');
}

/**
 * Sends copies of one message, one after the other, and observes whether each is applied. Other messages are sent in between, so that
 * processes that take turns don't get the copies in turn.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function probeCopies(
  run: RunState,
  send: SendProbe,
  signal: AbortSignal,
): Promise<Probes['copies']> {
  const poller = pollerFor(run, signal);
  const sn = run.identities.serial();
  const message = [currentReport(run, sn)];
  const withinMs = Math.min(
    run.observation.settleMs,
    Math.max(minWaitMs, timesUsual * averageMs(run.seen.effects)),
  );
  const applied: boolean[] = [];
  let state = stateSeen(await poller.observe(sn));
  const isRecognized = () =>
    applied.length >= recognizedLast && !applied.slice(-recognizedLast).includes(true);
  while (applied.length < maxCopies && !isRecognized() && !signal.aborted) {
    if (!(await send(message)).isAcknowledged) return undefined;
    const next = stateSeen(await poller.changed(sn, state, poller.endsAfter(withinMs)));
    applied.push(!isSame(state, next));
    state = next;
    for (let others = applied.length % 3; others > 0; others -= 1) await send(testMessage);
  }
  return isRecognized() ? applied : undefined;
}
