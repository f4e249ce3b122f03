import { isSame, type Json } from '../../observation/index.ts';
import {
  backlogMs,
  currentReport,
  laterTime,
  pollerFor,
  type RunState,
  type SendProbe,
  stateSeen,
} from '../../runner/index.ts';
import type { EffectsShown, MissingEffects } from '../facts.ts';

const inTurn = 10;
const ofOneSecond = 2;
const atOnce = 20;
/** Rounds of messages at once, for a race that shows only now and then. */
const maxRounds = 5;

/**
 * Sends DID changes about new PBXs, and looks for their effects. Undefined if none is missing.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function probeMissingEffects(
  run: RunState,
  send: SendProbe,
  signal: AbortSignal,
): Promise<MissingEffects | undefined> {
  let acknowledged = 0;
  for (let left = inTurn; left > 0 && !signal.aborted; left -= 1) {
    laterTime(run);
    const one = await effectsOf(1, run, send, signal);
    acknowledged += one.acknowledged;
    if (one.missing > 0) return { inTurn: { ...one, acknowledged } };
  }
  // A receiver may take a report about another PBX in the same second for a duplicate. Rules show that.
  for (let left = ofOneSecond; left > 0 && !signal.aborted; left -= 1)
    if ((await effectsOf(1, run, send, signal)).missing > 0) return undefined;
  for (let left = maxRounds; left > 0 && !signal.aborted; left -= 1) {
    const together = await effectsOf(atOnce, run, send, signal);
    if (together.missing > 0) return { inTurn: { acknowledged, missing: 0 }, atOnce: together };
  }
  return undefined;
}

async function effectsOf(
  size: number,
  run: RunState,
  send: SendProbe,
  signal: AbortSignal,
): Promise<EffectsShown> {
  const poller = pollerFor(run, signal);
  const sns = Array.from({ length: size }, run.identities.serial);
  const before = await Promise.all(sns.map(async (sn) => stateSeen(await poller.observe(sn))));
  const answers = await Promise.all(sns.map((sn) => send([currentReport(run, sn)])));
  const known = sns.flatMap((sn, n) =>
    answers[n]?.isAcknowledged ? [{ sn, state: before[n] ?? null }] : [],
  );
  const missing = await withoutEffect(known, run, run.observation.settleMs, signal);
  // A receiver that works off a queue may only be late.
  const isLate = missing.length > 0 && !(await hasCaughtUp(run, send, signal));
  const lost = isLate ? [] : await withoutEffect(missing, run, 0, signal);
  return { acknowledged: known.length, missing: lost.length };
}

/** Whether the effect of one more message shows. */
async function hasCaughtUp(run: RunState, send: SendProbe, signal: AbortSignal): Promise<boolean> {
  const poller = pollerFor(run, signal);
  const sn = run.identities.serial();
  const fence = await poller.fence(sn, async () => {
    const { isAcknowledged } = await send([currentReport(run, sn)]);
    return isAcknowledged ? poller.endsAfter(backlogMs) : undefined;
  });
  return fence.kind === 'shown';
}

interface Known {
  readonly sn: string;
  readonly state: Json;
}

/** Those whose state is the same after this time (ms). */
async function withoutEffect(
  known: readonly Known[],
  run: RunState,
  withinMs: number,
  signal: AbortSignal,
): Promise<readonly Known[]> {
  const poller = pollerFor(run, signal);
  const endsAt = poller.endsAfter(withinMs);
  const isSameStill = async ({ sn, state }: Known) =>
    isSame(stateSeen(await poller.changed(sn, state, endsAt)), state);
  const still = await Promise.all(known.map(isSameStill));
  return known.filter((_, n) => still[n]);
}
