import type { Facts } from '../../diagnosis/index.ts';
import type { Adaptation } from '../../runner/index.ts';
import type { Diagnosis } from '../../schemas/generated/types.ts';
import type { Dialect } from '../../simulator/wire/request.ts';

export type CauseName = Diagnosis['cause'];

/** What the experiments found, and the webhook that they were sent to. */
export interface Experimented {
  readonly cause: CauseName;
  readonly facts: Facts;
  readonly url: string;
  readonly previousSecret: string | undefined;
  /** How the receiver signs, if that is the cause. */
  readonly dialect: Dialect | undefined;
}

export type Adapt = (found: Experimented) => Omit<Adaptation, 'cause'> | undefined;

/** A way to see through a cause. */
export interface Seeing {
  readonly causes: readonly CauseName[];
  /** What is sent instead, after "It sends". */
  readonly how: string;
  /** What can't be told before the fix. */
  readonly hides?: string;
  readonly adapt: Adapt;
}
