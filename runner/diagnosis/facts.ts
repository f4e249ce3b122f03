import type { RuleResult } from '../../schemas/generated/types.ts';
import type { Method, Outcome } from '../../simulator/index.ts';
import type { Learned } from '../observation/learning/learned.ts';
import type { Observer } from '../observation/observer.ts';
import type { MetLimit } from '../rate/rate-guard.ts';
import type { Crash } from './crashes.ts';
import type { SmallestDeadly } from './shrink-crash.ts';

/** What came back for one message. */
export interface Answer {
  readonly outcome: Outcome;
  readonly elapsedMs: number;
  /** A 2xx within the timeout of the webhook. */
  readonly isAcknowledged: boolean;
}

/** The shapes that genuine messages have. */
export type Shape = 'test' | 'dids' | 'capacity';

/** One genuine message of each shape, sent before any rule; more than one answer where the first may have been bad luck. */
export type Genuine = Readonly<Record<Shape, readonly [Answer, ...Answer[]]>>;

/** Which signature the receiver accepts instead of the genuine one. */
export interface SignatureProbes {
  /** How many known mistakes were tried, of how many. */
  /** What came back for the message signed correctly. */
  readonly refused: Answer;
  readonly tried: number;
  readonly known: number;
  /** The receiver accepts the secret that the webhook had before. */
  readonly acceptsRetired?: true;
  readonly accepted?: {
    readonly mistakes: readonly {
      readonly does: string;
      readonly fix: string;
      readonly cause: SignatureCause;
    }[];
    readonly answer: Answer;
  };
}

export type SignatureCause = `signature-${string}` &
  import('../../schemas/generated/types.ts').Diagnosis['cause'];

/** What was tried because of how genuine messages failed. */
export interface Probes {
  readonly signature?: SignatureProbes;
  /** At the path with a trailing slash, or without it. */
  readonly otherPath?: { readonly path: string; readonly answer: Answer };
  readonly otherMethod?: { readonly method: Method; readonly answer: Answer };
  readonly otherContentType?: { readonly contentType: string; readonly answer: Answer };
  /** The largest body that was not refused as too large, and the smallest that was (bytes). */
  readonly size?: { readonly accepted: number; readonly refused: number };
  /** A report as an object, not in an array. */
  readonly bareReport?: Answer;
}

export interface ObserverFacts {
  /** What the user gave. */
  readonly option: Observer['option'];
  /** Undefined where nothing could be learned. */
  readonly learned: Learned | undefined;
}

/** All that the decision is made of. */
export interface Facts {
  readonly method: Method;
  /** The path of the webhook's URL. */
  readonly path: string;
  /** The secret as people may see it. */
  readonly secret: string;
  readonly timeoutMs: number;
  readonly genuine: Genuine;
  readonly probes: Probes;
  readonly results: readonly RuleResult[];
  readonly crashes: readonly Crash[];
  readonly smallestDeadly: SmallestDeadly | undefined;
  /** What the receiver printed last; empty where nobody knows. */
  readonly printed: string;
  /** Whether the check starts the receiver itself. */
  readonly canStart: boolean;
  /** What is known of the observer, where there is one. */
  readonly observer: ObserverFacts | undefined;
  /** A limit of its rate that the check has met. */
  readonly limit: MetLimit | undefined;
  /** See {@link Afterwards}. */
  readonly series: readonly Answer[];
  readonly alwaysFail: readonly string[];
}
