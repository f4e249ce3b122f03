import type { AttemptRecord, RuleResult } from '../../schemas/generated/types.ts';
import { messageBytes } from '../../simulator/wire/request.ts';
import { isUnacknowledged } from '../because.ts';
import type { RunState } from '../context/run-state.ts';
import { failedAt } from '../harm.ts';
import { isFailure } from './answers.ts';
import type { Answer, Probes } from './facts.ts';
import { genuineOf } from './first-look.ts';
import { decisive } from './follows.ts';
import { probeSignature } from './probes/signature.ts';
import { probeSender, type SendProbe } from './sender.ts';
import { type SmallestDeadly, shrinkCrash } from './shrink-crash.ts';

/** What is known after the rules, of what they found. */
export interface Afterwards {
  readonly probes: Pick<Probes, 'signature'>;
  /** Genuine messages that differ in nothing that matters, one after the other; only where something failed that went well again. */
  readonly series: readonly Answer[];
  /** The rules whose deciding message failed, and did so again each time. */
  readonly alwaysFail: readonly string[];
  /** The smallest genuine message that ends the receiver, of the one that did. */
  readonly smallestDeadly?: SmallestDeadly | undefined;
}

export const nothingAfterwards: Afterwards = { probes: {}, series: [], alwaysFail: [] };

const recheckTimes = 4;
const maxSeries = 100;
const seriesMs = 5000;

export async function gatherAfterwards(
  run: RunState,
  results: readonly RuleResult[],
  signal: AbortSignal,
): Promise<Afterwards> {
  const by = run.crashes.crashes.find((crash) => crash.by)?.by;
  const smallestDeadly = by && (await shrinkCrash(run, by, signal));
  if (run.seen.gone !== undefined) return { ...nothingAfterwards, smallestDeadly };
  const send = probeSender(run, signal);
  const failed = results.filter(({ verdict }) => verdict === 'fail');
  const signature = await refusedForItsBytes(run, send, failed);
  const { alwaysFail, wentWell } = await recheck(run, send, failed, signal);
  const series = wentWell || results.some(failedAtGenuine) ? await seriesOf(run, send, signal) : [];
  return { probes: signature, series, alwaysFail, smallestDeadly };
}

/** Genuine messages are acknowledged, but for some that differ in their bytes alone: what does the receiver sign? */
async function refusedForItsBytes(
  run: RunState,
  send: SendProbe,
  failed: readonly RuleResult[],
): Promise<Pick<Probes, 'signature'>> {
  const refused = failed.find((result) => {
    const attempt = decisive(result);
    const status = attempt?.outcome.kind === 'response' ? attempt.outcome.status : 0;
    return result.id.startsWith('signature/') && attempt?.fault === undefined && [401, 403].includes(status);
  });
  const kept = refused && run.attempts.get(refused.id, refused.finding?.attempt);
  if (!kept) return {};
  const bytes = messageBytes(kept.message, run.profile);
  const still = await send(bytes);
  if (still.isAcknowledged) return {};
  const signature = await probeSignature(send, run, () => bytes, still);
  return signature.accepted ? { signature } : {};
}

/** Sends again what a rule blames for a failure: what goes well now was not to blame. */
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

/** It couldn't be checked, since a genuine message failed that may be acknowledged at another time. */
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
    // It waits as long as it may: more of them say no more.
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
  return answers;
}
