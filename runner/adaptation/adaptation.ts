import type { Diagnosis } from '../../schemas/generated/types.ts';
import type { Profile, Webhook } from '../../simulator/index.ts';
import type { Signing } from '../../simulator/wire/request.ts';

/** A change of genuine messages to what a receiver with this cause accepts, and nothing else. */
export interface Adaptation {
  readonly cause: Diagnosis['cause'];
  /** What is sent, after "with": "hex signatures". */
  readonly words: string;
  readonly webhook?: Partial<Pick<Webhook, 'url' | 'method'> & Signing>;
  readonly profile?: Partial<Profile>;
  readonly timeoutSeconds?: number;
  /** Changes the value of a message; undefined if it has no such form. Bytes stay as they are. */
  readonly message?: (message: unknown) => unknown;
  /** The receiver only refuses it otherwise. It is proven when something genuine gets through with it. */
  readonly isTentative?: boolean;
  /** Sends no test message. */
  readonly leavesOutTest?: boolean;
  /** Names of faults that show nothing with it, since they are about what it changes. */
  readonly hides?: readonly string[];
}

/** Everything that a run changes to get behind the causes found so far. */
export interface Adapted {
  readonly causes: readonly Diagnosis['cause'][];
  readonly words: readonly string[];
  readonly webhook: Partial<Webhook>;
  readonly profile: Partial<Profile>;
  readonly timeoutSeconds?: number | undefined;
  readonly messages: readonly NonNullable<Adaptation['message']>[];
  readonly leavesOutTest: boolean;
  readonly hides: ReadonlySet<string>;
  /** The ids of rules that sent a message that can't be signed as the receiver expects: what isn't JSON can't be serialized again. */
  readonly unsignable: Set<string>;
}
