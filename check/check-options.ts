import type { Downstream, Observe } from '../observation/index.ts';
import type { OutputSearch, Receiver, ReceiverProcess, Restart } from '../receiver/index.ts';
import type { Rule, RunEvent, Selection } from '../runner/index.ts';
import type { DownstreamResponse, RuleResult, Sequence } from '../schemas/generated/types.ts';
import type { Header, Method, Profile, Settings } from '../simulator/index.ts';
import { type Redactor, redactorOf } from '../text/secrets/redact.ts';
import type { ReceiverToLoad } from './to-load.ts';

/** Options of a check, for any receiver. */
export interface CommonCheckOptions extends Selection {
  /** The receiver's secret, 32 characters. Never shown. */
  readonly secret: string;
  /** The webhook's previous secret, which the receiver must reject; default none. Never shown. */
  readonly previousSecret?: string;
  /** The method that the webhook is configured with, default POST. */
  readonly method?: Method;
  /** Timeout and retry count, default those of {@link defaultSettings}. */
  readonly settings?: Partial<Settings>;
  /** Sender behavior that the vendor doesn't document, default {@link defaultProfile}. */
  readonly profile?: Partial<Profile>;
  /** Let the seed choose all values that `profile` doesn't set, instead of using the defaults. */
  readonly vary?: boolean;
  /** Headers for a proxy in front of the receiver; their values are never shown. */
  readonly headers?: readonly Header[];
  /** A URL that returns the state of a PBX as JSON, such as `http://…/state?sn={sn}`; `{sn}` becomes its serial number. */
  readonly observeUrl?: string;
  /**
   * A shell command that prints the state of a PBX as JSON, instead of `observeUrl`. The serial number is in the environment variable
   * `YCM_SN`.
   */
  readonly observeCmd?: string;
  /** A function that returns the state of a PBX, instead of `observeUrl`. */
  readonly observe?: Observe;
  /**
   * Values of the state that aren't compared: names such as `tally`, or paths from the top such as `dids.rev` or `stats.*`. `*` stands for
   * any characters of a name. Default: none besides the usual names, such as row ids and versions.
   */
  readonly observeIgnore?: readonly string[];
  /** Values that are compared although their names, such as `version`, are ignored by default; names or paths as in `observeIgnore`. */
  readonly observeCheck?: readonly string[];
  /** The observer shows a log of what was applied, so entries stay after a newer report; default no. */
  readonly observeHistory?: boolean;
  /**
   * A port on 127.0.0.1 where the check simulates the service that the receiver calls. It counts the calls, and for some rules it responds
   * late, with an error or not at all. Without an observer, the check observes these calls.
   */
  readonly downstreamPort?: number;
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
  /** Hosts that the check may send to, besides loopback. `host:port` allows this port only. */
  readonly allowHosts?: readonly string[];
  /** Accept any certificate; default no. */
  readonly insecure?: boolean;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
  /** The seed of all generated cases: the same seed gives the same cases. Default: a new one each time, shown in the report. */
  readonly seed?: number;
  /** The maximum number of generated cases per property-based test, default 25. */
  readonly numRuns?: number;
  /**
   * In simulated time, how many schedules each rule about messages that arrive at the same time tries: in which order, at which moments
   * and in how many pieces they arrive. Default 25, or 500 when `thorough`.
   */
  readonly schedules?: number;
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
  /** Let rules take minutes instead of seconds, to wait longer and cover more situations; default no. */
  readonly thorough?: boolean;
  /**
   * How long the check may take (ms), default 60,000, 600,000 when `thorough`, and 1,800,000 in simulated time. `must` rules come first; rules that run out of time are
   * inconclusive.
   */
  readonly budgetMs?: number;
  /** The maximum number of requests in any second, including those to an observer; default no limit. */
  readonly rate?: number;
  /**
   * The causes to see through, such as `signature-hex`: if the receiver has one, the check sends what it expects, and reports what lies
   * behind. By default, up to three of any. With an empty list, it reports the cause alone.
   */
  readonly adapt?: readonly string[] | undefined;
  /** Stop after this many failed rules; the others are skipped. Default: check all. */
  readonly bail?: number;
  /**
   * Which failures count for `bail`; default all.
   *
   * @internal
   */
  readonly countsForBail?: ((result: RuleResult) => boolean) | undefined;
  /** How long after the ack an effect may appear (ms), default 2000. */
  readonly settleMs?: number;
  /** How long to wait for the receiver, and the app behind a proxy, to start (ms), default 0. */
  readonly waitMs?: number;
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
  /**
   * `simulated` for a receiver in this process: timers and clocks are simulated, and time jumps whenever nothing is left to do. The check
   * takes a few seconds, doesn't depend on how busy the machine is, and the same seed sends the same requests in the same order. Default
   * `real`.
   */
  readonly time?: 'real' | 'simulated';
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
