import type { Diagnosis } from '../../../schemas/generated/types.ts';

/** A known mistake in how a signature is made or written. */
export interface SignatureMistake {
  /** Kebab-case, the same in every version. */
  readonly name: string;
  /** What was done instead, and what is right. */
  readonly sentence: string;
}

/** The same mistake as a receiver makes it when it computes what to compare with. */
export interface ReceiverMistake {
  readonly cause: Diagnosis['cause'] & `signature-${string}`;
  /** Goes on after "Your receiver". */
  readonly does: string;
  /** A whole sentence. */
  readonly fix: string;
}
