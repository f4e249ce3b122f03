import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { statusOf, systemClock } from '../../simulator/index.ts';
import { messageBytes } from '../../simulator/wire/request.ts';
import { isUnacknowledged } from '../because.ts';
import type { RunState } from '../context/run-state.ts';
import { failedAt } from '../harm.ts';
import type { Json } from '../observation/json.ts';
import { lateEffect } from '../observation/late-effect.ts';
import { isFailure, isRefusedAsForged, isServerError } from './answers.ts';
import type { Answer, Paced, Probes } from './facts.ts';
import { decisive, lacksAcknowledgement } from './follows.ts';
import { genuineOf } from './probe-genuine.ts';
import { probeAtOnce } from './probes/at-once.ts';
import { probeIdleConnection } from './probes/idle-connection.ts';
import { probeSignature } from './probes/signature.ts';
import { probeSender, type SendProbe } from './sender.ts';
import { type SmallestCrashingMessage, shrinkCrash } from './shrink-crash.ts';

/** What is known about the findings after the rules ran. */
export interface Afterwards {
  readonly probes: Pick<Probes, 'signature' | 'blockedByIdle' | 'atOnce'>;
  /** The responses to equivalent genuine messages, sent one after the other. Empty unless a failed message succeeded later, or the receiver broke down. */
  readonly series: readonly Answer[];
  /** The responses to the same messages at a slower pace, if most of the series got 503. */
  readonly paced?: Paced | undefined;
  /** Rules whose deciding message failed again every time. */
  readonly alwaysFail: readonly string[];
  /** The smallest genuine message that crashes the receiver, based on the one that did. */
  readonly smallestCrashingMessage?: SmallestCrashingMessage | undefined;
  /** What a PBX shows now, if its report had no effect in time. */
  readonly lateState?: Json | undefined;
}

export const nothingAfterwards: Afterwards = { probes: {}, series: [], alwaysFail: [] };

const atTheEnd = 'security/is-alive-at-the-end';
const recheckTimes = 4;
const maxSeries = 100;
const seriesMs = 5000;
/** The intervals to try, and how many messages to send at each. */
const pacesMs = [100, 500];
const pacedMessages = 10;

export async function gatherAfterwards(
  run: RunState,
  results: readonly RuleResult[],
  signal: AbortSignal,
): Promise<Afterwards> {
  const by = run.crashes.crashes.find((crash) => crash.by)?.by;
  const smallestCrashingMessage = by && (await shrinkCrash(run, by, signal));
  if (run.seen.gone !== undefined) return { ...nothingAfterwards, smallestCrashingMessage };
  const send = probeSender(run, signal);
  const failed = results.filter(({ verdict }) => verdict === 'fail');
  const signature = await refusedForItsBytes(run, send, failed);
  const idle = results.some(hadNoResponse) ? await blockedByIdle(run, send) : {};
  const { alwaysFail, wentWell } = await recheck(run, send, failed, signal);
  const mayBeBroken = alwaysFail.includes(atTheEnd) || results.some(failedAtGenuine);
  const series = wentWell || mayBeBroken ? await seriesOf(run, send, signal) : [];
  const paced = refusesSome(series) ? await pacedSeries(run, send, signal) : undefined;
  // Many at once may exceed a limit, so these come last.
  const crowded = results.some(mayBeCrowded) ? await sentAtOnce(run, send, signal) : {};
  const lateState = await lateEffect(run, signal).catch(() => undefined);
  const probes = { ...signature, ...idle, ...crowded };
  return { probes, series, paced, alwaysFail, smallestCrashingMessage, lateState };
}

/** A message waited in vain, at least once. */
function hadNoResponse({ verdict, evidence }: RuleResult): boolean {
  const waited = evidence.attempts.some(({ outcome }) => outcome.kind === 'timeout');
  return waited && (verdict === 'fail' || verdict === 'inconclusive');
}

async function blockedByIdle(run: RunState, send: SendProbe): Promise<Pick<Probes, 'blockedByIdle'>> {
  const blocked = await probeIdleConnection(send, genuineOf(run).dids, run.connection);
  return blocked ? { blockedByIdle: blocked } : {};
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

async function sentAtOnce(
  run: RunState,
  send: SendProbe,
  signal: AbortSignal,
): Promise<Pick<Probes, 'atOnce'>> {
  const atOnce = await probeAtOnce(send, genuineOf(run).dids, signal);
  return atOnce ? { atOnce } : {};
}

/** Genuine messages are acknowledged, except for some that differ only in their bytes. What does the receiver sign? */
async function refusedForItsBytes(
  run: RunState,
  send: SendProbe,
  failed: readonly RuleResult[],
): Promise<Pick<Probes, 'signature'>> {
  const refused = failed.find((result) => {
    const attempt = decisive(result);
    const isGenuine = attempt !== undefined && attempt.fault === undefined;
    return result.id.startsWith('signature/') && isGenuine && isRefusedAsForged(attempt);
  });
  const kept = refused && run.attempts.get(refused.id, refused.finding?.attempt);
  if (!kept) return {};
  const bytes = messageBytes(kept.message, run.profile);
  const still = await send(bytes);
  if (still.isAcknowledged) return {};
  const signature = await probeSignature(send, run, () => bytes, still);
  return signature.accepted ? { signature } : {};
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
    if (!attempt || !mayGoWell(attempt) || signal.aborted) continue;
    const kept = run.attempts.get(result.id, attempt.n);
    if (!kept) continue;
    if (await failsAlways(send, kept)) alwaysFail.push(result.id);
    else wentWell = true;
  }
  return { alwaysFail, wentWell };
}

/** Inconclusive because a genuine message failed. It may succeed at another time. */
function failedAtGenuine({ because, evidence }: RuleResult): boolean {
  return (
    isUnacknowledged(because) &&
    evidence.attempts.some((attempt) => attempt.fault === undefined && mayGoWell(attempt))
  );
}

function mayGoWell(attempt: AttemptRecord): boolean {
  return failedAt(attempt);
}

async function failsAlways(
  send: SendProbe,
  { message, fault }: NonNullable<ReturnType<RunState['attempts']['get']>>,
): Promise<boolean> {
  for (let left = recheckTimes; left > 0; left -= 1) {
    const answer = await send(message, fault ? { fault } : {});
    if (!isFailure(answer)) return false;
    // A timeout takes as long as an attempt can, and more attempts would show nothing new.
    if (answer.outcome.kind === 'timeout') return true;
  }
  return true;
}

async function seriesOf(run: RunState, send: SendProbe, signal: AbortSignal): Promise<Answer[]> {
  const answers: Answer[] = [];
  const { dids } = genuineOf(run);
  const endsAt = performance.now() + seriesMs;
  while (answers.length < maxSeries && performance.now() < endsAt && !signal.aborted)
    answers.push(await send(dids()));
  // A late response may take the rest of the time. The next one shows whether the receiver recovers.
  const last = answers.at(-1);
  const isCutShort = answers.length < maxSeries && answers.some(({ isAcknowledged }) => isAcknowledged);
  if (isCutShort && last && isFailure(last) && !signal.aborted) answers.push(await send(dids()));
  return answers;
}

/** Most messages got 503, as from a proxy's rate limit, and none failed otherwise. */
function refusesSome(series: readonly Answer[]): boolean {
  const failures = series.filter(isFailure);
  return (
    series.length > 0 &&
    failures.length >= series.length / 2 &&
    failures.every((answer) => statusOf(answer) === 503)
  );
}

/** The fastest pace at which every message is acknowledged, if any. */
async function pacedSeries(run: RunState, send: SendProbe, signal: AbortSignal): Promise<Paced | undefined> {
  const { dids } = genuineOf(run);
  for (const everyMs of pacesMs) {
    const answers: Answer[] = [];
    while (answers.length < pacedMessages && !signal.aborted) {
      await systemClock.sleep(everyMs, signal);
      answers.push(await send(dids()));
      if (!answers.at(-1)?.isAcknowledged) break;
    }
    if (answers.length === pacedMessages && answers.every(({ isAcknowledged }) => isAcknowledged))
      return { everyMs, answers };
  }
  return undefined;
}
