import { defined } from '../text/defined.ts';
import type { Sequence, SequenceReport, SequenceStep } from './generated/types.ts';

export type { Sequence, SequenceReport, SequenceStep };

export type Kind = 'dids' | 'capacity';

/** The test message and a restart have none. */
export function reportsOf(step: SequenceStep): readonly SequenceReport[] {
  return step.reports ?? [];
}

export function kindOf(report: SequenceReport): Kind {
  return report.event === undefined ? 'capacity' : 'dids';
}

/** As YCM sends it: such a step must have its effect, even if the response is lost. */
export function isGenuineStep({ how }: SequenceStep): boolean {
  return how === 'sent' || how === 'lost-ack';
}

export function isSameReport(a: SequenceReport, b: SequenceReport): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

/** Files written by hand may have keys in another order. */
export function ordered({ pbx, at, event, dids, capacity }: SequenceReport): SequenceReport {
  const sorted =
    capacity && Object.fromEntries(Object.entries(capacity).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    pbx,
    at,
    ...defined({ event, dids, capacity: sorted }),
  };
}

/** Whether a message has several reports about this PBX, which the vendor doesn't describe. */
export function hasSeveralOf(step: SequenceStep, pbx: number): boolean {
  return reportsOf(step).filter((report) => report.pbx === pbx).length > 1;
}

/** The numbers of the PBXs in these steps, ascending. */
export function pbxsOf(steps: readonly SequenceStep[]): number[] {
  const pbxs = steps.flatMap((step) => reportsOf(step).map(({ pbx }) => pbx));
  return [...new Set(pbxs)].sort((a, b) => a - b);
}
