import type { Json } from '../../../observation/json.ts';
import { type Observer, trouble } from '../../../observation/observer.ts';
import { useFakeTime } from '../fake-time.ts';
import { guardAnswering } from '../run-parts.ts';
import { answer, sentWith } from '../sent.ts';
import { type RunParts, stateOfRun } from '../state-of-run.ts';

/** A report that the receiver applied, and when (ms). */
export type Applied = Record<string, unknown> & {
  readonly sn: string;
  readonly updateTime: number;
  readonly at: number;
};

export interface Simulated extends Partial<Pick<Observer, 'isPerPbx' | 'showsState'>> {
  /** What is shown of the reports about a PBX, and about all, in order; undefined if the observer fails. */
  readonly show: (own: readonly Applied[], all: readonly Applied[], sn: string) => unknown;
  /** Whether it rejects a message; `nth` counts those of its kind, from 1. */
  readonly rejects?: (kind: 'dids' | 'capacity', nth: number) => boolean;
  /** Whether it applies an acknowledged message; default any array. */
  readonly applies?: (message: unknown) => boolean;
  /** How long after the ack an effect may come (ms). */
  readonly settleMs?: number;
}

/** A run in fake time, with a receiver and an observer: what was sent and applied, and when each PBX was looked at (ms). */
export function simulatedRun(behavior: Simulated, parts: RunParts = {}) {
  useFakeTime();
  const { show, rejects = () => false, applies = Array.isArray, settleMs = 2000 } = behavior;
  const { isPerPbx = true, showsState = true } = behavior;
  const counts = { dids: 0, capacity: 0 };
  const sent: { readonly message: unknown; readonly at: number }[] = [];
  const applied: Applied[] = [];
  const looks: { readonly sn: string; readonly at: number }[] = [];
  const crashes = guardAnswering((message) => {
    const at = performance.now();
    sent.push({ message, at });
    const reports = [message].flat() as Applied[];
    const kind = reports.some(isCapacity) ? 'capacity' : 'dids';
    counts[kind] += 1;
    const isRejected = rejects(kind, counts[kind]);
    if (!isRejected && applies(message)) applied.push(...reports.map((report) => ({ ...report, at })));
    return sentWith(answer(isRejected ? 503 : 200));
  });
  const observe: Observer['observe'] = async (sn) => {
    looks.push({ sn, at: performance.now() });
    const own = applied.filter((report) => report.sn === sn);
    const state = show(own, applied, sn) as Json | undefined;
    return state === undefined ? trouble('the observer is broken') : { kind: 'state', state };
  };
  const observer = { option: 'observe' as const, isPerPbx, showsState, observe };
  return { run: stateOfRun({ crashes, settleMs, observer, ...parts }), sent, applied, looks };
}

export const isCapacity = (report: Applied): boolean => 'repository' in report;
export const isDids = (report: Applied): boolean => 'event' in report;

interface Did {
  readonly did: string;
  readonly trunkName: string;
}

/** The DIDs of a report. */
export const didsOf = (report: Applied | undefined): readonly Did[] =>
  (report?.trunkDidInfoList ?? []) as Did[];

/** The numbers that a report lists. */
export const numbersOf = (report: Applied | undefined): string[] => didsOf(report).map(({ did }) => did);

export const repositoryOf = (own: readonly Applied[]) => own.findLast(isCapacity)?.repository ?? null;

/** How long ago a report was applied (ms). */
export const ageOf = (report: Applied): number => performance.now() - report.at;
