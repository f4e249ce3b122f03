import type { Downstream, Observe } from '../observation/index.ts';
import type { CheckValues } from '../options/generated/library.ts';
import type { OutputSearch, Receiver, ReceiverProcess, Restart } from '../receiver/index.ts';
import type { Rule, RunEvent } from '../runner/index.ts';
import type { DownstreamResponse, RuleResult, Sequence } from '../schemas/generated/types.ts';
import type { Header, Profile, Settings } from '../simulator/index.ts';
import { type Redactor, redactorOf } from '../text/secrets/redact.ts';
import type { ReceiverToLoad } from './to-load.ts';

/** Options of a check, for any receiver. */
export interface CommonCheckOptions extends CheckValues {
  /** The receiver's secret, 32 characters. Never shown. */
  readonly secret: string;
  /** The webhook's previous secret, which the receiver must reject; default none. Never shown. */
  readonly previousSecret?: string;
  /** Timeout and retry count, default those of {@link defaultSettings}. */
  readonly settings?: Partial<Settings>;
  /** Sender behavior that the vendor doesn't document, default {@link defaultProfile}. */
  readonly profile?: Partial<Profile>;
  /** Headers for a proxy in front of the receiver; their values are never shown. */
  readonly headers?: readonly Header[];
  /** A function that returns the state of a PBX, instead of `observeUrl`. */
  readonly observe?: Observe;
  /**
   * The responses of that service, for example to a request for a token. The first that matches a request is used. Default: 200 with `{}`.
   */
  readonly downstreamResponses?: readonly DownstreamResponse[];
  /** A service that you started with {@link startDownstream}, instead of `downstreamPort`. It keeps running after the check. */
  readonly downstream?: Downstream | undefined;
  /**
   * Kills and restarts the receiver, for the rules about crashes: a function that does both in one call, or an object with a method for
   * each.
   */
  readonly restart?: Restart | ReceiverProcess;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
  /** The steps for the rule retry/converges, from an earlier finding, instead of generated ones. */
  readonly sequence?: Sequence;
  /**
   * How many sequences to generate, regardless of the receiver's speed, which hardly affects their length either.
   *
   * @internal
   */
  readonly sequences?: number | undefined;
  /**
   * False if only verdicts matter. Failing cases are then not shrunk, because shrinking takes the most time.
   *
   * @internal
   */
  readonly shrinks?: boolean | undefined;
  /**
   * Which failures count for `bail`; default all.
   *
   * @internal
   */
  readonly countsForBail?: ((result: RuleResult) => boolean) | undefined;
  /**
   * Searches the output of a receiver that isn't a command.
   *
   * @internal
   */
  readonly output?: OutputSearch;
  /**
   * Calls the listener, which replaces an earlier one, with how the receiver would have ended its process.
   *
   * @internal
   */
  readonly watchCrashes?: (listener: (end: string) => void) => void;
  /**
   * The receiver runs in this process although it is given by URL, so delays of the process may be caused by it.
   *
   * @internal
   */
  readonly sharesProcess?: boolean;
  /**
   * The check sends what it would send to a receiver on another host: never the secret itself.
   *
   * @internal
   */
  readonly isElsewhere?: boolean;
  /** Stops the check. The report contains what was checked so far. */
  readonly signal?: AbortSignal;
  /** Called when a rule starts or ends. */
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * Called with each message that was sent and not rejected: the receiver may have stored it.
   *
   * @internal
   */
  readonly onStored?: (message: unknown) => void;
  /** Builds the command that reruns one rule, for the report; default none. */
  readonly rerunCommand?: (
    rule: Rule,
    seed: number,
    sequence?: Sequence,
    /** The causes to see through, for a finding behind them. */
    adapt?: readonly string[],
  ) => string;
}

/** A receiver at a URL. */
export interface ReceiverByUrl {
  /** The URL of the receiver, with path and query. */
  readonly url: string;
  readonly receiver?: never;
  readonly receiverPath?: never;
}

/** A receiver in the same process. */
export interface ReceiverInProcess {
  /** Served on a free loopback port during the check. A server that is already listening is used unchanged. */
  readonly receiver: Receiver;
  /** The path and query of its webhook; default `/`. */
  readonly receiverPath?: string;
  readonly url?: never;
}

/** Options of a check, with either the `url` of the receiver or the `receiver` itself. */
export type CheckOptions = CommonCheckOptions & (ReceiverByUrl | ReceiverInProcess);

/** Options of a check of a receiver that the check itself loads. */
export type CheckToLoad = CommonCheckOptions & ReceiverToLoad;

/** The options, with the simulated downstream service, whether the check or its caller started it. */
export type PlayedOptions = CheckOptions & { readonly downstream: Downstream | undefined };

/** Masks everything private in the options of a check. */
export function redactorFor({
  secret,
  previousSecret,
  url,
  observeUrl,
  headers,
}: CheckOptions | CheckToLoad): Redactor {
  return redactorOf({ secrets: [secret, previousSecret], urls: [url, observeUrl], headers });
}
