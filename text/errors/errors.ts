import { optionIn } from '../words/flags.ts';

/** The kinds of usage errors. What a receiver does wrong is reported as a result, not thrown. */
export type ErrorCode =
  /** A URL is invalid, is not http or https, or contains something that isn't allowed, such as a password. */
  | 'bad-url'
  /** A host is another machine that wasn't allowed, or a link-local, metadata or multicast address, which is never allowed. */
  | 'host-not-allowed'
  /** A secret is missing, or is not 32 printable ASCII characters without spaces. */
  | 'bad-secret'
  /** The timeout or the retry count is out of the range that YCM allows, another option is unknown or has a wrong value, or a report format doesn't exist. */
  | 'bad-settings'
  /** A profile has an unknown key or value. */
  | 'bad-profile'
  /** A message is missing, or cannot be sent. */
  | 'bad-message'
  /** The configuration or the baseline can't be read or doesn't match its schema, or a constraint for fast-check is out of range. */
  | 'bad-config'
  /** A file cannot be read or written. */
  | 'bad-file'
  /** An action is impossible: the fleet has no such PBX, DID or trunk, a DID is not free, or the sender was closed. */
  | 'bad-action'
  /** An option of a load is out of range or contradicts another. */
  | 'bad-load'
  /** A webhook has an invalid field, there are more than five, or there is none with this id. */
  | 'bad-webhook'
  /** A scenario doesn't match its schema, or has an impossible action. */
  | 'bad-scenario'
  /** A sequence of steps doesn't match its schema, or contradicts itself. */
  | 'bad-sequence'
  /** A recording doesn't match its schema. */
  | 'bad-recording'
  /** The journal cannot be opened, read or written. */
  | 'journal-failed'
  /** A command line flag has an invalid value. */
  | 'bad-flag'
  /** No fault has this name, or supertest can't send it. */
  | 'bad-fault'
  /** The response for a recorded call is invalid. */
  | 'bad-response'
  /** Something can't run in simulated time. */
  | 'bad-time'
  /** The receiver is missing, invalid or given twice. */
  | 'bad-receiver'
  /** A pattern matches no rule, or the selection leaves none. */
  | 'no-rule'
  /** The receiver cannot be reached. */
  | 'unreachable'
  /** An optional package is not installed. */
  | 'missing-package'
  /** Redis can't be used for a distributed load. */
  | 'redis-unreachable'
  /** No worker joined a load. */
  | 'no-worker'
  /** The observer cannot be reached. */
  | 'observer-unreachable'
  /** The observer is invalid, doesn't return JSON, or contradicts another option. */
  | 'bad-observer'
  /** The downstream service can't be simulated: its port is in use, or its options contradict each other. */
  | 'bad-downstream'
  /** The command to run before the check failed. */
  | 'reset-failed'
  /** The command to start the receiver failed. */
  | 'exec-failed';

/** A usage error. Its `message` says in one sentence what is wrong, where, and what to do. It names options as on the command line. */
export class HookswitchError extends Error {
  /** Identifies this class of errors. */
  override readonly name = 'HookswitchError';
  /** The kind of error, for programs. */
  readonly code: ErrorCode;
  /** The first option that the message names, by its name in the library: `observeUrl` for `--observe-url`. */
  readonly option: string | undefined;

  /**
   * @param code The kind of error.
   * @param message One sentence: what is wrong, where, and what to do.
   */
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
    this.option = optionIn(message);
  }

  /**
   * The same error with another message, made from its own.
   *
   * @internal
   */
  reworded(change: (message: string) => string): HookswitchError {
    return new HookswitchError(this.code, change(this.message));
  }
}
