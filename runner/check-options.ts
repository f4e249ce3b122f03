import type { DownstreamResponse, Sequence } from '../schemas/generated/types.ts';
import {
  type Header,
  HookswitchError,
  type Method,
  type Profile,
  type Settings,
} from '../simulator/index.ts';
import type { OptionWords } from '../text/option-words.ts';
import type { Downstream } from './downstream/downstream.ts';
import type { Receiver } from './in-process/serve.ts';
import type { Observe } from './observation/function.ts';
import type { ReceiverProcess, Restart } from './receiver/receiver-life.ts';
import type { Rule } from './rule.ts';
import type { RunEvent } from './run.ts';
import type { Selection } from './select.ts';

/** How a check is made, whatever receiver it checks. */
export interface CommonCheckOptions extends Selection {
  /** 32 characters, the same that the receiver was given. Never shown. */
  readonly secret: string;
  /** A secret that the webhook had before, which the receiver must refuse by now; default none. Never shown. */
  readonly retiredSecret?: string;
  /** The method that the webhook is configured with, default POST. */
  readonly method?: Method;
  /** Timeout and retry count, default those of {@link defaultSettings}. */
  readonly settings?: Partial<Settings>;
  /** How the sender behaves where the vendor is silent, default {@link defaultProfile}. */
  readonly profile?: Partial<Profile>;
  /** Pick what `profile` does not say, and the vendor leaves open, by the seed instead of by the defaults. */
  readonly vary?: boolean;
  /** Headers for a proxy in front of the receiver; their values are never shown. */
  readonly headers?: readonly Header[];
  /** `http://…/state?sn={sn}`: shows the state of a PBX as JSON. */
  readonly observeUrl?: string;
  /** A shell command that prints the state of the PBX in its environment variable `YCM_SN` as JSON, instead of `observeUrl`. */
  readonly observeCmd?: string;
  /** Shows the state of a PBX in the same process, instead of `observeUrl`. */
  readonly observe?: Observe;
  /**
   * A port on 127.0.0.1 where the check plays the service that the receiver calls: its calls are counted, and it may be slow, failing or
   * hanging. Without an observer, what is seen are its calls.
   */
  readonly downstreamPort?: number;
  /** What that service responds with, such as a token; the first that fits a request counts. Default: 200 with `{}`. */
  readonly downstreamResponses?: readonly DownstreamResponse[];
  /** A service that was started before, with {@link startDownstream}, instead of `downstreamPort`; it goes on afterwards. */
  readonly downstream?: Downstream | undefined;
  /**
   * Kills the receiver and starts it again, for the rules that want to see what survives that. A function does both at once; where the
   * moment counts, an object does each.
   */
  readonly restart?: Restart | ReceiverProcess;
  /** Hosts other than loopback that may be reached. */
  readonly allowHosts?: readonly string[];
  /** Accept any certificate; default no. */
  readonly insecure?: boolean;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
  /** Draws every generated case; the same seed gives the same ones. Default: another one each time, which the report tells. */
  readonly seed?: number;
  /** Cases of a property at most, default 25. */
  readonly runs?: number;
  /** The steps that the rule retry/converges tries, instead of drawing some: as its finding had them. */
  readonly sequence?: Sequence;
  /** Let the rules take their time, minutes instead of seconds: they wait longer and try more; default no. */
  readonly thorough?: boolean;
  /**
   * How long the check may take (ms), default 60,000, or 600,000 when `thorough`. The most binding rules come first; what doesn't get its
   * turn is inconclusive.
   */
  readonly budgetMs?: number;
  /** Requests in any second at most, looks at an observer included; default no limit. */
  readonly rate?: number;
  /** How long an effect may come after the ack (ms), default 2000. */
  readonly settleMs?: number;
  /** How long to wait for the receiver to listen (ms), default 0. */
  readonly waitMs?: number;
  /**
   * The receiver runs in this process, though it is given by its URL: what holds the process up is its doing as well.
   *
   * @internal
   */
  readonly sharesProcess?: boolean;
  /** Ends the run: what was checked so far is reported. */
  readonly signal?: AbortSignal;
  /** Told of each rule as it begins and ends. */
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * How options are named in what people read, default as here.
   *
   * @internal
   */
  readonly words?: OptionWords;
  /** Makes the command that shows the verdict of one rule again, for the report; default none. */
  readonly rerunCommand?: (rule: Rule, seed: number, sequence?: Sequence) => string;
}

/** A receiver that listens somewhere. */
export interface ReceiverByUrl {
  /** Where the receiver listens; path and query are kept. */
  readonly url: string;
  readonly receiver?: never;
  readonly receiverPath?: never;
}

/** A receiver in the same process. */
export interface ReceiverInProcess {
  /** Served on loopback at a free port for the time of the check; a server that listens already is used as it is. */
  readonly receiver: Receiver;
  /** The path, and query, at which it takes webhooks; default `/`. */
  readonly receiverPath?: string;
  readonly url?: never;
}

/** How a check is made, with the receiver: either its `url`, or the `receiver` itself. */
export type CheckOptions = CommonCheckOptions & (ReceiverByUrl | ReceiverInProcess);

/** @throws HookswitchError `bad-receiver`, `bad-observer` for what contradicts itself. */
export function assertOneOfEach(options: CheckOptions): void {
  const { url, receiver, receiverPath, observe } = options;
  if ((url === undefined) === (receiver === undefined)) {
    const given = url === undefined ? 'neither url nor receiver is given' : 'both url and receiver are given';
    throw new HookswitchError('bad-receiver', `${given}; give one of them: the receiver to check`);
  }
  if (url !== undefined && receiverPath !== undefined) {
    throw new HookswitchError(
      'bad-receiver',
      'receiverPath goes with receiver; a url has its path in itself',
    );
  }
  const observers = (['observe', 'observeUrl', 'observeCmd'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (observers.length > 1) {
    const [first, second] = observers;
    throw new HookswitchError('bad-observer', `both ${first} and ${second} are given; give one of them`);
  }
  if (options.downstream !== undefined && options.downstreamPort !== undefined) {
    throw new HookswitchError(
      'bad-downstream',
      'both downstream and downstreamPort are given; give one of them',
    );
  }
  if (observe !== undefined && typeof observe !== 'function') {
    throw new HookswitchError('bad-observer', 'observe is not a function; use (sn) => state, or observeUrl');
  }
}

/** @throws HookswitchError `bad-settings`. */
export function assertPositive(options: CommonCheckOptions, name: 'budgetMs' | 'rate'): void {
  const { [name]: value = 1 } = options;
  if (value > 0 && Number.isFinite(value)) return;
  throw new HookswitchError('bad-settings', `${name} is ${value}; give a number above 0`);
}
