import type { RequestRecord } from '../../schemas/generated/types.ts';

/** The cases of a property besides the generated ones, and how to show a failing one. */
export interface Cases<T> {
  /** Tried before the generated ones. They count as runs. */
  readonly examples?: readonly T[] | undefined;
  /** What matters in a failing case, based on the case and the deciding request. For people, so nothing about generators. */
  readonly show: (value: T, sent: RequestRecord | undefined) => string;
}

/** A property. `isSmaller` is true while a failed case is shrunk. */
export type Predicate<T> = (value: T, isSmaller: boolean) => Promise<void>;
