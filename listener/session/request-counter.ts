import type { Colors } from '../../text/terminal/colors.ts';
import { count } from '../../text/words/count.ts';
import type { SignatureVerdict } from '../signature/verdict.ts';

/** Counts requests. */
export class RequestCounter {
  #requests = 0;
  #duplicates = 0;
  #incomplete = 0;
  #forwarded = 0;
  #missed = 0;
  readonly #signatures: Record<SignatureVerdict['kind'], number> = {
    valid: 0,
    invalid: 0,
    missing: 0,
    'not-checked': 0,
  };

  /** Requests so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Counts a request and returns its number, from 1. */
  arrived(): number {
    this.#requests += 1;
    return this.#requests;
  }

  checked(verdict: SignatureVerdict['kind'], isDuplicate: boolean): void {
    this.#signatures[verdict] += 1;
    if (isDuplicate) this.#duplicates += 1;
  }

  /** Counts a request that was forwarded. */
  forwarded(isAcknowledged: boolean): void {
    this.#forwarded += 1;
    if (!isAcknowledged) this.#missed += 1;
  }

  /** Requests that the receiver didn't acknowledge. */
  get missed(): number {
    return this.#missed;
  }

  /** Counts a request that is incomplete or not HTTP. */
  incomplete(): void {
    this.#incomplete += 1;
  }

  /** `5 requests: signature valid in 3, invalid in 1, not checked in 1, 2 duplicates` */
  inWords(colors: Colors): string {
    const { valid, invalid, missing } = this.#signatures;
    const notChecked = this.#requests - valid - invalid - missing;
    const parts = [
      colors[valid > 0 ? 'green' : 'dim'](`signature valid in ${valid}`),
      colors[invalid + missing > 0 ? 'red' : 'dim'](`invalid in ${invalid + missing}`),
      ...(notChecked > 0 ? [colors.yellow(`not checked in ${notChecked}`)] : []),
      count(this.#duplicates, 'duplicate'),
      ...(this.#forwarded > 0 ? [`${this.#forwarded} forwarded`] : []),
      ...(this.#missed > 0 ? [colors.red(`${this.#missed} not acknowledged by the receiver`)] : []),
      ...(this.#incomplete > 0 ? [colors.yellow(`${this.#incomplete} incomplete or not HTTP`)] : []),
    ];
    return `${count(this.#requests, 'request')}: ${parts.join(', ')}`;
  }
}
