import type { RuleResult } from '../schemas/generated/types.ts';
import type { Verdict } from './verdict.ts';

/** When a run stops. */
export interface BailOptions {
  /** After so many failures. */
  readonly after: number;
  /** Which failures count; default all. */
  readonly counts?: ((result: RuleResult) => boolean) | undefined;
}

/** The reason of the signal that stops a run after too many failures. */
class TooManyFailures {
  readonly failed: number;

  constructor(failed: number) {
    this.failed = failed;
  }
}

/** Stops a run when the maximum number of rules have failed. Without a limit, the run never stops. */
export class Bail {
  readonly #after: number;
  readonly #counts: (result: RuleResult) => boolean;
  readonly #controller = new AbortController();
  #failed = 0;

  constructor({ after, counts = () => true }: BailOptions = { after: Infinity }) {
    this.#after = after;
    this.#counts = counts;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  note(result: RuleResult): void {
    if (result.verdict !== 'fail' || !this.#counts(result)) return;
    this.#failed += 1;
    if (this.#failed === this.#after) this.#controller.abort(new TooManyFailures(this.#after));
  }
}

/** Whether the run stopped because of its failures. */
export function isBail({ reason }: AbortSignal): boolean {
  return reason instanceof TooManyFailures;
}

/** The verdict on a rule that a stopped run didn't finish. */
export function stoppedBy({ reason }: AbortSignal): Verdict {
  return reason instanceof TooManyFailures
    ? { verdict: 'skipped', reasonCode: 'bail', failed: reason.failed }
    : { verdict: 'skipped', reasonCode: 'interrupted' };
}

/** The run ended before this rule was checked. */
export function isStopped({ reasonCode }: RuleResult): boolean {
  return reasonCode === 'interrupted' || reasonCode === 'bail';
}
