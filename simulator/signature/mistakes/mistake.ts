import type { Diagnosis } from '../../../schemas/generated/types.ts';

/** A known mistake in computing or encoding a signature. */
export interface SignatureMistake {
  /** Kebab-case, and stable across versions. */
  readonly name: string;
  /** What was done, and what is correct. */
  readonly sentence: string;
}

/** The same mistake in a receiver, when it computes the expected signature. */
export interface ReceiverMistake {
  readonly cause: Diagnosis['cause'] & `signature-${string}`;
  /** Continues after "Your receiver". */
  readonly does: string;
  /** A complete sentence. */
  readonly fix: string;
}
