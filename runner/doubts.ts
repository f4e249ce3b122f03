import type { RuleResult } from '../schemas/generated/types.ts';
import type { Checked } from './check-rule.ts';
import type { RunState } from './context/run-state.ts';
import type { Rule } from './rule.ts';
import {
  confirmLaterSteps,
  findLateStep,
  notePause,
  takePause,
  watchLaterSteps,
} from './watching/later-steps.ts';
import { findNoise } from './watching/noise.ts';

export type Doubtful = readonly [Rule, Checked];

/** Rules that looked at a state and didn't pass, until it is known whether the state changes for another reason. */
export class Doubts {
  readonly #state: RunState;
  #doubtful: Doubtful[] = [];
  #hasLookedLate = false;
  /** The pause before a later step (ms), to be confirmed. */
  #laterSteps: Promise<number> | undefined;

  constructor(state: RunState) {
    this.#state = state;
  }

  get rules(): readonly Rule[] {
    return this.#doubtful.map(([rule]) => rule);
  }

  add(rule: Rule, checked: Checked): void {
    this.#doubtful.push([rule, checked]);
  }

  /** Watches for changes of the state that come later than learned, while the first rules run. */
  watchSteps(signal: AbortSignal): void {
    this.#laterSteps = watchLaterSteps(this.#state, signal).catch(() => 0);
  }

  /** Empties the list, and finds out whether the state changes for a reason that wasn't known before. */
  async settle(
    until: AbortSignal,
  ): Promise<{ readonly isNew: boolean; readonly doubtful: readonly Doubtful[] }> {
    const state = this.#state;
    const hasNoise = await findNoise(state, until).catch(() => false);
    await this.#confirmSteps(hasNoise ? takePause(state) : 0, until);
    const isNew = hasNoise || state.seen.observerInstability !== undefined || (await this.#isLate(until));
    const doubtful = this.#doubtful;
    this.#doubtful = [];
    return { isNew, doubtful };
  }

  /** Once, if a rule failed: whether the state of a PBX changes late after each message. */
  async #isLate(until: AbortSignal): Promise<boolean> {
    const hasFailed = this.#doubtful.some(([, { result }]) => result.verdict === 'fail');
    if (this.#hasLookedLate || !hasFailed) return false;
    this.#hasLookedLate = true;
    return findLateStep(this.#state, until).catch(() => false);
  }

  /** Confirms the pause before a later step, and one that was known before (ms). */
  async #confirmSteps(knownMs: number, until: AbortSignal): Promise<void> {
    const pauseMs = Math.max(knownMs, (await this.#laterSteps) ?? 0);
    this.#laterSteps = undefined;
    if (pauseMs <= 0) return;
    await confirmLaterSteps(this.#state, pauseMs, until).catch(() => notePause(this.#state, pauseMs));
  }
}

/** It didn't pass after a look at the state: a change may not be the receiver's doing. */
export function isDoubtful({ verdict, evidence }: RuleResult): boolean {
  return verdict !== 'pass' && evidence.observations.length > 0;
}
