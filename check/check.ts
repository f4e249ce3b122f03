import { randomInt } from 'node:crypto';
import { learnedForReport, startDownstream } from '../observation/index.ts';
import { awaitReceiver, awaitServing, serveReceiver, warnOnce } from '../receiver/index.ts';
import { budgetFrom, isTight, type Rule, type RunState, runRules, selectRules } from '../runner/index.ts';
import type { Report } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import { seededRandom } from '../simulator/index.ts';
import { displayCommand, displayUrl, type Redactor } from '../text/secrets/redact.ts';
import { inSimulatedTime, realNow } from '../time/index.ts';
import { foundIn, runAgain } from './adaptation/run-again.ts';
import { seeThrough } from './adaptation/see-through.ts';
import { type CheckOptions, type CheckToLoad, type PlayedOptions, redactorFor } from './check-options.ts';
import { createState } from './create-state.ts';
import { prepareRun } from './prepare.ts';
import { redactedError } from './redacted-error.ts';
import { assembleReport } from './report/report.ts';
import { assertCanBeSeen, assertUsableOptions } from './usable-options.ts';
import { eventWithRerun, withRerun } from './with-rerun.ts';

/** How long the experiments that prove a cause may take beyond the budget (ms). */
const experimentsMs = 10_000;
/** Less time shows nothing behind a cause (ms). */
const minBehindMs = 3000;

/**
 * Checks a receiver with these rules.
 *
 * @throws HookswitchError like `check` in suites/index.ts.
 */
export async function checkBy(
  catalog: readonly Rule[],
  options: CheckOptions | CheckToLoad,
): Promise<Report> {
  if (options.time !== 'simulated') return checkNow(catalog, options);
  const seed = options.seed ?? randomInt(2 ** 31);
  const startedAt = new Date();
  const startMs = realNow();
  const { result, isExact } = await inSimulatedTime(seededRandom(seed), (stop) => {
    const signal = options.signal ? anySignal(options.signal, stop) : stop;
    return checkNow(catalog, { ...options, seed, signal });
  });
  const { durationMs: simulatedMs } = result;
  return {
    ...result,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(realNow() - startMs),
    simulatedMs,
    isExact,
  };
}

async function checkNow(catalog: readonly Rule[], options: CheckOptions | CheckToLoad): Promise<Report> {
  assertUsableOptions(options);
  const rules = selectRules(catalog, options);
  const redactor = redactorFor(options);
  const { downstreamPort: port, downstreamResponses } = options;
  const simulated = port === undefined ? undefined : await startDownstream(port, downstreamResponses);
  const downstream = simulated ?? options.downstream;
  try {
    return await ('load' in options
      ? checkLoaded({ ...options, downstream }, rules, redactor)
      : checkWith({ ...options, downstream }, rules, redactor));
  } catch (error) {
    throw redactedError(error, redactor);
  } finally {
    await simulated?.close();
  }
}

async function checkLoaded(
  { load, ...options }: CheckToLoad & Pick<PlayedOptions, 'downstream'>,
  rules: readonly Rule[],
  redactor: Redactor,
): Promise<Report> {
  const { signal = new AbortController().signal, observeUrl, observeCmd } = options;
  const { receiver, observe, output, watchCrashes, close } = await load(signal);
  const isObserved = observeUrl !== undefined || observeCmd !== undefined;
  const seen = observe === undefined || isObserved ? {} : { observe };
  try {
    return await checkWith({ ...options, receiver, output, watchCrashes, ...seen }, rules, redactor);
  } finally {
    await close();
  }
}

async function checkWith(
  options: PlayedOptions,
  rules: readonly Rule[],
  redactor: Redactor,
): Promise<Report> {
  if (options.receiver === undefined) return checkAt(options.url, rules, options, redactor);
  const { receiver, receiverPath = '/' } = options;
  const served = await serveReceiver(receiver, receiverPath, warnOnce(redactor));
  try {
    return await checkAt(served.url, rules, options, redactor);
  } finally {
    await served.close();
  }
}

async function checkAt(
  url: string,
  rules: readonly Rule[],
  options: PlayedOptions,
  redactor: Redactor,
): Promise<Report> {
  const startedAt = new Date();
  const start = performance.now();
  const created = createState(url, rules, options);
  assertCanBeSeen(created, options);
  const signal = options.signal ?? new AbortController().signal;
  try {
    const { webhook, connector } = created.target;
    const { waitMs = 0 } = options;
    await awaitReceiver(webhook.url, connector, waitMs, signal, ', or let --exec start it');
    await awaitServing(servedBy(created), start + waitMs, signal);
    const budget = budgetFrom(performance.now(), options);
    const { state, beforehand } = await prepareRun(created, budget, signal);
    const { onEvent, rerunCommand, bail, countsForBail } = options;
    const finish = withRerun(rules, rerunCommand, state, redactor);
    const isShort = isTight(budget, { pace: state.guards.pace, ...state.seen }, state.guards.rate.perSecond);
    const results = await runRules({
      rules,
      state: { ...state, effort: { ...state.effort, isShort } },
      redactor,
      budget,
      isTight: isShort,
      signal,
      ...(bail === undefined ? {} : { bail: { after: bail, counts: countsForBail } }),
      ...(onEvent ? { onEvent: (event) => onEvent(eventWithRerun(event, finish)) } : {}),
    });
    // Without --budget, an experiment is never left out for want of time.
    if (budget.longestMs !== undefined)
      budget.endsAt = Math.max(budget.endsAt, performance.now() + experimentsMs);
    const first = await foundIn({ rules, state, beforehand, results }, budget, signal);
    const behind =
      first &&
      (await seeThrough({
        ...{ first, rules, signal, only: options.adapt },
        hasTime: () => !signal.aborted && budget.endsAt - performance.now() >= minBehindMs,
        again: (adapted, open) =>
          runAgain({ url, options, before: state, redactor, budget, signal, onEvent }, adapted, open),
      }));
    return assembleReport({
      startedAt,
      diagnoses: first?.causes ?? [],
      behind,
      durationMs: performance.now() - start,
      state,
      observer: describeObserver(options, state),
      budgetMs: budget.totalMs,
      isInterrupted: signal.aborted,
      results: results.map(finish),
      redactor,
    });
  } finally {
    created.target.connector.close();
  }
}

/** What the wait for the receiver's app needs. */
function servedBy({ target, receiver, observation, guards, traffic, seen }: RunState) {
  const { inFlight } = guards;
  const { onStored } = traffic;
  return { ...target, ...receiver, inFlight, onStored, seen, settleMs: observation.settleMs };
}

function describeObserver(
  options: PlayedOptions,
  { observation: { learned }, seen }: RunState,
): Report['observer'] {
  const { observe, observeUrl, observeCmd, downstream } = options;
  const shown = learned && { learned: learnedForReport(learned, seen.ignored) };
  if (observe) return { kind: 'function', ...shown };
  if (observeCmd !== undefined) return { kind: 'command', command: displayCommand(observeCmd), ...shown };
  if (observeUrl !== undefined) return { kind: 'http', url: displayUrl(observeUrl), ...shown };
  return downstream ? { kind: 'downstream', url: downstream.url, ...shown } : null;
}
