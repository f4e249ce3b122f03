import type { LoadEndState } from '../../schemas/generated/types.ts';

const maxExamples = 5;

/** Counts PBXs as their states become known. */
export class StateCounter {
  /** PBXs to check. */
  pbxs = 0;
  leftOut = 0;
  checked = 0;
  #wrong = 0;
  #reason: string | undefined;
  readonly #examples: { sn: string; difference: string }[] = [];

  /** `difference` is empty if the PBX is correct. */
  add(sn: string, difference: string): void {
    this.checked += 1;
    if (difference === '') return;
    this.#wrong += 1;
    if (this.#examples.length < maxExamples) this.#examples.push({ sn, difference });
  }

  /** Why a PBX could not be checked. The first reason is reported. */
  trouble(reason: string): void {
    this.#reason ??= reason;
  }

  report(reason = this.#reason): LoadEndState {
    const { pbxs, checked, leftOut } = this;
    const counts = { pbxs, checked, wrong: this.#wrong, leftOut, examples: this.#examples };
    return reason === undefined ? counts : { ...counts, reason };
  }
}
