import {
  inWords,
  libraryWords,
  type OptionName,
  type OptionWords,
  optionIn,
  type Sentence,
} from '../text/option-words.ts';
/** What a user did wrong, each kind with a literal code. A receiver's trouble is never an error: it is an outcome. */
export type ErrorCode =
  /** A URL is none, is not http or https, or carries what it must not. */
  | 'bad-url'
  /** A host is not this machine, and was not allowed by name; or it is one that never is. */
  | 'host-not-allowed'
  /** A secret is missing, or has not 32 printable ASCII characters. */
  | 'bad-secret'
  /** Timeout or retry count is out of the range that YCM allows. */
  | 'bad-settings'
  /** A profile has a choice or a value that there is not. */
  | 'bad-profile'
  /** A message is missing, or cannot be sent. */
  | 'bad-message'
  /** The configuration file cannot be read, or breaks its schema. */
  | 'bad-config'
  /** A file cannot be read or written. */
  | 'bad-file'
  /** An action cannot be: the fleet has no such PBX, DID or trunk, a DID is not free, or the sender was closed. */
  | 'bad-action'
  /** What is told of a load is out of range, or contradicts itself. */
  | 'bad-load'
  /** A webhook breaks the rules for its fields, there are more than five, or there is none of this id. */
  | 'bad-webhook'
  /** A scenario breaks its schema, or an action of it cannot be. */
  | 'bad-scenario'
  /** A sequence of steps breaks its schema, or contradicts itself. */
  | 'bad-sequence'
  /** A recording breaks its schema. */
  | 'bad-recording'
  /** The journal cannot be opened, read or written. */
  | 'journal-failed'
  /** A flag of the command line has a value that it cannot have. */
  | 'bad-flag'
  /** There is no fault of this name. */
  | 'bad-fault'
  /** An answer that a service is to give in a test cannot be. */
  | 'bad-answer'
  /** What was given as a receiver is none, or contradicts itself. */
  | 'bad-receiver'
  /** A pattern matches no rule, or the selection leaves none. */
  | 'no-rule'
  /** The receiver cannot be reached. */
  | 'unreachable'
  /** A package that only some need is not installed. */
  | 'missing-package'
  /** Redis, which a load from many machines goes through, cannot be used. */
  | 'redis-unreachable'
  /** No other machine takes part in a load. */
  | 'no-worker'
  /** The observer cannot be reached. */
  | 'observer-unreachable'
  /** The observer shows no JSON, shows what changes by itself, or contradicts what else is given. */
  | 'bad-observer'
  /** The service behind the receiver cannot be played: its port is taken, or what is given contradicts itself. */
  | 'bad-downstream'
  /** The command that is to be run before the check failed. */
  | 'reset-failed'
  /** The command that is to start the receiver failed. */
  | 'exec-failed';

/** A mistake of use. Its `message` is one sentence that says what is wrong, where, and what to do. */
export class HookswitchError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'HookswitchError';
  /** Which mistake it is, for programs. */
  readonly code: ErrorCode;
  /** The first option that the sentence names, by its name in the library. */
  readonly option: OptionName | undefined;
  readonly #said: Sentence;

  /**
   * @param code Which mistake it is.
   * @param said One sentence: what is wrong, where, and what to do. `message` has it in the words of the library.
   */
  constructor(code: ErrorCode, said: Sentence) {
    super(inWords(said, libraryWords));
    this.code = code;
    this.option = optionIn(said);
    this.#said = said;
  }

  /**
   * The sentence in the words of a front end.
   *
   * @internal
   */
  inWords(words: OptionWords): string {
    return inWords(this.#said, words);
  }

  /**
   * The same error with another sentence, made from its own.
   *
   * @internal
   */
  reworded(change: (said: Sentence) => Sentence): HookswitchError {
    return new HookswitchError(this.code, change(this.#said));
  }
}
