import type { LoadCheck, LoadEndState, LoadReport } from '../schemas/generated/types.ts';
import { formatMs } from '../text/words/durations.ts';
import { percent, perSecond, withThousands } from '../text/words/numbers.ts';
import type { LoadResult } from './index.ts';

/** The thresholds of a load. */
export interface Thresholds {
  /** The maximum ack time at p99 (ms). */
  readonly maxP99Ms: number;
  /** The share of messages that may be lost, 0 to 1. */
  readonly maxFailed: number;
}

/** A rate that is more than 2% too low was not reached. In a short run, half a second of delay is accepted. */
const missedShare = { least: 0.02, most: 0.1, hiccupMs: 500 };

/** Checks a run against each threshold. Pure. */
export function checksOf(
  result: LoadResult,
  { maxP99Ms, maxFailed }: Thresholds,
  endState?: LoadEndState,
  stoppedBecause?: string,
): LoadCheck[] {
  return [
    ...(stoppedBecause === undefined ? [] : [check('finished', false, 'runs to its end', stoppedBecause)]),
    ackCheck(result, maxP99Ms),
    failedCheck(result, maxFailed),
    ...(result.forged.sent === 0 ? [] : [forgedCheck(result)]),
    ...(result.requestedPerSecond === 'max' ? [] : [rateCheck(result, result.requestedPerSecond)]),
    ...(endState ? [endStateCheck(endState)] : []),
  ];
}

/** An interrupted run has no other verdict. */
export function verdictOf(checks: readonly LoadCheck[], isInterrupted: boolean): LoadReport['verdict'] {
  if (isInterrupted) return 'interrupted';
  if (checks.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return checks.some(({ verdict }) => verdict === 'inconclusive') ? 'inconclusive' : 'pass';
}

function ackCheck({ ackMs, measuredLate, attempts }: LoadResult, maxP99Ms: number): LoadCheck {
  const { p99 } = ackMs;
  const actual = p99 === null ? 'nothing was acknowledged' : `p99 ${formatMs(p99)}`;
  const demand = check(
    'ack',
    p99 !== null && p99 <= maxP99Ms,
    `ack p99 at most ${formatMs(maxP99Ms)}`,
    actual,
  );
  // The slowest 1% may be our own delay.
  const mayBeOurs = p99 !== null && (measuredLate?.attempts ?? 0) * 100 > attempts;
  return mayBeOurs ? unlessOurs(demand, measuredLate?.attempts ?? 0) : demand;
}

/** What this process itself measured late isn't blamed on the receiver. */
function unlessOurs(demand: LoadCheck, late: number): LoadCheck {
  if (demand.verdict !== 'fail') return demand;
  return {
    ...demand,
    verdict: 'inconclusive',
    actual: `${demand.actual}; ${withThousands(late)} measured late`,
  };
}

/** Lost messages are genuine ones that were not acknowledged, forged ones without a response, and those never sent. */
function failedCheck(result: LoadResult, maxFailed: number): LoadCheck {
  const { genuine, repeated, forged, unsent, due } = result;
  const kept = genuine.acknowledged + repeated.acknowledged + forged.acknowledged + forged.refused;
  const lost = due - kept;
  const expected = maxFailed === 0 ? 'no message lost' : `at most ${percent(maxFailed)} of messages lost`;
  const never = unsent === 0 ? '' : `, ${withThousands(unsent)} of them never sent`;
  const actual =
    lost === 0 ? 'none' : `${withThousands(lost)} of ${withThousands(due)} (${percent(lost / due)})${never}`;
  const demand = check('failed', due > 0 && lost <= maxFailed * due, expected, actual);
  const late = result.measuredLate?.lost ?? 0;
  return lost - late <= maxFailed * due ? unlessOurs(demand, late) : demand;
}

function forgedCheck({ forged }: LoadResult): LoadCheck {
  const { sent, acknowledged, refused } = forged;
  const actual =
    acknowledged === 0
      ? `${withThousands(refused)} of ${withThousands(sent)} rejected, none accepted`
      : `${withThousands(acknowledged)} of ${withThousands(sent)} accepted`;
  return check('forged', acknowledged === 0, 'every forged message rejected', actual);
}

function rateCheck(result: LoadResult, requested: number): LoadCheck {
  const { due, achievedPerSecond, limitedBy, limitedByWhy } = result;
  const { least, most, hiccupMs } = missedShare;
  const hiccup = hiccupMs / ((due * 1000) / requested);
  const allowed = Math.max(least, Math.min(most, hiccup));
  const isSustained = limitedBy === 'nothing' || achievedPerSecond * (1 + allowed) >= requested;
  const who = limitedBy === 'tool' ? 'limited by Hookswitch: ' : '';
  const why = isSustained ? '' : `; ${who}${limitedByWhy}`;
  return check('rate', isSustained, `${perSecond(requested)} sent`, `${perSecond(achievedPerSecond)}${why}`);
}

function endStateCheck({ pbxs, checked, wrong, reason }: LoadEndState): LoadCheck {
  const expected = 'every PBX in the same state as after the same messages at a low rate';
  if (wrong > 0)
    return check(
      'end-state',
      false,
      expected,
      `${withThousands(wrong)} of ${withThousands(checked)} PBXs wrong`,
    );
  const right = `${withThousands(checked)} of ${withThousands(pbxs)} PBXs correct`;
  if (checked === pbxs && pbxs > 0) return check('end-state', true, expected, right);
  const actual = `${right}; ${reason ?? 'no PBX had all its messages acknowledged'}`;
  return { name: 'end-state', verdict: 'inconclusive', expected, actual };
}

function check(name: LoadCheck['name'], isMet: boolean, expected: string, actual: string): LoadCheck {
  return { name, verdict: isMet ? 'pass' : 'fail', expected, actual };
}
