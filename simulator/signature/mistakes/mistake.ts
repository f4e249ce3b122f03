/** A known mistake in how a signature is made or written. */
export interface SignatureMistake {
  /** Kebab-case, the same in every version. */
  readonly name: string;
  /** What was done instead, and what is right. */
  readonly sentence: string;
}
