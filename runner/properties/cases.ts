import type { RequestRecord } from '../../schemas/generated/types.ts';

/** The cases of a property, beside the generated ones, and how the failing one is shown. */
export interface Cases<T> {
  /** Tried before those that are generated; they count as runs. */
  readonly examples?: readonly T[] | undefined;
  /** What makes the difference in a failing case, from the case and the request that decided: for people, so nothing of a generator. */
  readonly show: (value: T, sent: RequestRecord | undefined) => string;
}
