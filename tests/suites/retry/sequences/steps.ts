import type { SequenceReport, SequenceStep } from '../../../../schemas/sequence-step.ts';
import { sequences } from '../../../../suites/retry/sequences/arbitrary.ts';
import { expectedOf } from '../../../../suites/retry/sequences/expected.ts';

export const generated = sequences({ pbxs: 4, intents: 12, withRestarts: true });

export const dids = (pbx: number, at: number, list: number[]): SequenceReport => ({
  pbx,
  at,
  event: 'did_change',
  dids: list,
});
export const capacity = (pbx: number, at: number): SequenceReport => ({
  pbx,
  at,
  capacity: { extensions: '500' },
});
export const deleted = (pbx: number, at: number): SequenceReport => ({
  pbx,
  at,
  event: 'pce_delete',
  dids: [],
});
export const step = (how: SequenceStep['how'], ...reports: SequenceReport[]): SequenceStep => ({
  how,
  reports,
});
export const sent = (...reports: SequenceReport[]) => step('sent', ...reports);

/** The expected state when every genuine message was acknowledged. */
export const expectedAll = (steps: readonly SequenceStep[]) =>
  expectedOf(
    steps,
    steps.map(({ how }) => how === 'sent'),
  );
