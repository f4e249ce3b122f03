import type { Diagnosis } from '../../schemas/generated/types.ts';

/** What proves a cause. */
interface Experiment {
  readonly causes: readonly Diagnosis['cause'][];
  /** What was sent or observed, and what proves the cause. */
  readonly experiment: string;
}

/** A question about a receiver, and the experiments that answer it. */
export interface Question {
  readonly question: string;
  readonly experiments: readonly Experiment[];
}
