import {
  failedAt,
  findStoppedWorker,
  isUnacknowledged,
  type KeptAttempt,
  lateEffect,
  probeSender,
  type RunState,
  type SendProbe,
} from '../runner/index.ts';
import type { AttemptRecord, RuleResult } from '../schemas/generated/types.ts';
import { statusOf } from '../simulator/index.ts';
import { messageBytes } from '../simulator/wire/request.ts';
import { defined } from '../text/defined.ts';
import { type CheckedRules, resultsWhere } from './checked-rules.ts';
import type { Afterwards, SignatureProbes } from './facts.ts';
import { decisive, lacksAcknowledgement, wasDropped } from './follows.ts';
import { genuineOf } from './probe-genuine.ts';
import { probeAtOnce } from './probes/at-once.ts';
import { appliesDuplicates, probeCopies } from './probes/copies.ts';
import { probeIdleConnection } from './probes/idle-connection.ts';
import { probeMissingEffects } from './probes/missing-effects.ts';
import { probeOneState } from './probes/one-state.ts';
import { refusesSome, sendPaced, sendSeries } from './probes/series.ts';
import { probeSharedClock } from './probes/shared-clock.ts';
import { probeSignature } from './probes/signature.ts';
import { limitOfFailed } from './probes/size.ts';
import { isFailure, isRefusedAsForged, isServerError } from './responses.ts';
import { shrinkCrash } from './shrink-crash.ts';

export const nothingAfterwards: Afterwards = { probes: {}, series: [], alwaysFail: [] };

/** What was found before the signal was aborted: what is looked for first. An aborted attempt shows nothing. */
export function foundBefore({ probes }: Afterwards): Afterwards {
  const { stoppedWorker, missingEffects, copies, size } = probes;
  return { ...nothingAfterwards, probes: defined({ stoppedWorker, missingEffects, copies, size }) };
}

const recheckTimes = 4;

export async function gatherAfterwards(
  run: RunState,
  checked: CheckedRules,
  signal: AbortSignal,
): Promise<Afterwards> {
  const { results } = checked;
  const by = run.guards.crashes.crashes.find((crash) => crash.by)?.by;
  const smallestCrashingMessage = by && (await shrinkCrash(run, by, signal));
  if (run.seen.gone !== undefined) return { ...nothingAfterwards, smallestCrashingMessage };
  const send = probeSender(run, signal);
  const { dids } = genuineOf(run);
  const failed = results.filter(({ verdict }) => verdict === 'fail');
  const effects = await probeEffects(run, checked, send, signal);
  const limit = await limitOfFailed(send, run.target.profile, results);
  const size = signal.aborted ? undefined : limit;
  const signature = await refusedForItsBytes(run, send, checked);
  const blockedByIdle = results.some(hadNoResponse)
    ? await probeIdleConnection(send, dids, run.target.connection)
    : undefined;
  const { alwaysFail, wentWell } = await recheck(run, send, failed, signal);
  const mayBeBroken = failsAtTheEnd(checked) || results.some(failedAtGenuine);
  const series = wentWell || mayBeBroken ? await sendSeries(send, dids, signal) : [];
  const paced = refusesSome(series) ? await sendPaced(send, dids, signal) : undefined;
  // Many at once may exceed a limit, so these come last.
  const atOnce = results.some(mayBeCrowded) ? await probeAtOnce(send, dids, signal) : undefined;
  const lateState = await lateEffect(run, signal).catch(() => undefined);
  const connectionLimit = results.some(wasDropped) ? await run.guards.connections.measure() : undefined;
  const others = defined({ size, signature, blockedByIdle, atOnce, connectionLimit });
  return { probes: { ...effects, ...others }, series, paced, alwaysFail, smallestCrashingMessage, lateState };
}

/** Why acknowledged messages have no effect, or have it again. What can't be seen shows nothing. */
async function probeEffects(
  run: RunState,
  checked: CheckedRules,
  send: SendProbe,
  signal: AbortSignal,
): Promise<Afterwards['probes']> {
  const { results } = checked;
  const unlessUnseen = <T>(isNeeded: boolean, probe: () => Promise<T | undefined>) =>
    isNeeded ? probe().catch(() => undefined) : undefined;
  const { showsEffects, stoppedWorker } = run.seen;
  return defined({
    stoppedWorker: stoppedWorker ?? (await unlessUnseen(true, () => findStoppedWorker(run, signal))),
    missingEffects: await unlessUnseen(losesSome(run, results), () => probeMissingEffects(run, send, signal)),
    sharedClock: await unlessUnseen(
      showsEffects && !run.observation.learned?.problem && results.some(missesAnEffect),
      () => probeSharedClock(run, send, signal),
    ),
    oneState: await unlessUnseen(run.observation.learned?.problem === 'one-state', () =>
      probeOneState(run, signal),
    ),
    copies: await unlessUnseen(showsEffects && appliesDuplicates(checked), () =>
      probeCopies(run, send, signal),
    ),
  });
}

/** Effects showed before the rules, and several rules missed one. */
function losesSome({ seen }: RunState, results: readonly RuleResult[]): boolean {
  return (
    seen.showsEffects &&
    results.filter(({ reasonCode }) => reasonCode === 'no-effect-shown').length >= minMissed
  );
}

/** Rules that miss an effect of a kind of report that the observer doesn't show are fewer. */
const minMissed = 3;

/** It lost a report, or ended in the state of an older one. */
function missesAnEffect({ verdict, severity, reasonCode }: RuleResult): boolean {
  if (verdict !== 'fail') return reasonCode === 'no-effect-shown';
  return severity === 'loses-messages' || severity === 'applies-twice-or-stale';
}

/** The effect of all rules together made one fail. */
function failsAtTheEnd(checked: CheckedRules): boolean {
  const atTheEnd = resultsWhere(checked, ({ isAboutTheRun }) => isAboutTheRun);
  return atTheEnd.some(({ verdict }) => verdict === 'fail');
}

/** A message waited in vain, at least once. */
function hadNoResponse({ verdict, evidence }: RuleResult): boolean {
  const waited = evidence.attempts.some(({ outcome }) => outcome.kind === 'timeout');
  return waited && (verdict === 'fail' || verdict === 'inconclusive');
}

/** A genuine message was rejected as forged or failed, maybe because others arrived at the same time. */
function mayBeCrowded(result: RuleResult): boolean {
  return (
    lacksAcknowledgement(result) &&
    result.evidence.attempts.some(
      (attempt) => attempt.fault === undefined && (isRefusedAsForged(attempt) || isServerError(attempt)),
    )
  );
}

/** Genuine messages are acknowledged, except for some that differ only in their bytes. What does the receiver sign? */
async function refusedForItsBytes(
  run: RunState,
  send: SendProbe,
  checked: CheckedRules,
): Promise<SignatureProbes | undefined> {
  const refused = resultsWhere(checked, ({ detects }) => detects === 'rejected-genuine').find((result) => {
    const attempt = decisive(result);
    const isGenuine = attempt !== undefined && attempt.fault === undefined;
    return result.verdict === 'fail' && isGenuine && isRefusedAsForged(attempt);
  });
  const kept = refused && run.traffic.attempts.get(refused.id, refused.finding?.attempt);
  if (!kept) return undefined;
  const bytes = messageBytes(kept.message, run.target.profile);
  const still = await send(bytes);
  if (still.isAcknowledged) return undefined;
  const signature = await probeSignature(send, run, () => bytes, still);
  return signature.accepted ? signature : undefined;
}

/** Resends each message that a rule blames. If it succeeds now, it wasn't the cause. */
async function recheck(
  run: RunState,
  send: SendProbe,
  failed: readonly RuleResult[],
  signal: AbortSignal,
): Promise<{ alwaysFail: string[]; wentWell: boolean }> {
  const alwaysFail: string[] = [];
  let wentWell = failed.some(({ flaky }) => flaky !== undefined);
  for (const result of failed) {
    const attempt = decisive(result);
    if (!attempt || !failedAt(attempt) || signal.aborted) continue;
    const kept = run.traffic.attempts.get(result.id, attempt.n);
    if (!kept) continue;
    if (await failsAlways(send, kept)) alwaysFail.push(result.id);
    else wentWell = true;
  }
  return { alwaysFail, wentWell };
}

/** Inconclusive because a genuine message failed. It may succeed at another time. */
function failedAtGenuine({ reasonCode, evidence }: RuleResult): boolean {
  const mayFail = (attempt: AttemptRecord) => failedAt(attempt) || statusOf(attempt) === 429;
  return (
    isUnacknowledged(reasonCode) &&
    evidence.attempts.some((attempt) => attempt.fault === undefined && mayFail(attempt))
  );
}

async function failsAlways(send: SendProbe, { message, fault }: KeptAttempt): Promise<boolean> {
  for (let left = recheckTimes; left > 0; ) {
    const answer = await send(message, defined({ fault }));
    if (!isFailure(answer)) return false;
    // A timeout takes as long as an attempt can, so two are enough.
    left -= answer.outcome.kind === 'timeout' ? recheckTimes / 2 : 1;
  }
  return true;
}
