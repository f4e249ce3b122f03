/** What a user did wrong, each kind with a literal code. A receiver's trouble is never an error: it is an outcome. */
export type ErrorCode =
  | 'bad-url'
  | 'host-not-allowed'
  | 'bad-secret'
  | 'bad-settings'
  | 'bad-profile'
  | 'bad-message'
  | 'bad-config'
  | 'bad-file'
  | 'bad-action'
  | 'bad-webhook'
  | 'bad-scenario'
  | 'bad-recording'
  | 'journal-failed'
  | 'bad-flag'
  | 'bad-fault'
  | 'bad-receiver'
  | 'no-rule'
  | 'unreachable'
  | 'observer-unreachable'
  | 'bad-observer'
  | 'exec-failed';

/** A mistake of use: one sentence that says what is wrong, where, and what to do. */
export class HookswitchError extends Error {
  override readonly name = 'HookswitchError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
