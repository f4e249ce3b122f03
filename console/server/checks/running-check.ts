import { type LastCheck, markChange } from '../../../check/index.ts';
import { conclude } from '../../../reports/conclusion.ts';
import type { RunEvent } from '../../../runner/index.ts';
import type { Report, RuleResult } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { check } from '../../../suites/index.ts';
import { defined } from '../../../text/defined.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import { inList } from '../../../text/words/in-list.ts';
import type { CheckDetail, CheckForm, CheckRow, RuleState } from '../api/types.ts';
import type { CheckSetup } from './form.ts';
import { ruleState } from './rule-state.ts';
import { checkStarted } from './started-check.ts';

type OnChange = (detail: CheckDetail) => void;

/** A value without known secrets. */
export type Mask = <T>(value: T) => T;

/** What to check, and what to compare it with. */
interface Checking extends CheckSetup {
  readonly lastOf: (row: CheckRow) => LastCheck | undefined;
}

/** A running check. Its progress and its end are reported. */
export class RunningCheck {
  readonly id: string;
  /** Resolves when the check has ended and was reported. Never rejects. */
  readonly ended: Promise<void>;
  readonly #states: Map<string, RuleState>;
  readonly #stopping = new AbortController();
  readonly #mask: Mask;
  readonly #onChange: OnChange;
  readonly #last: LastCheck | undefined;
  #row: CheckRow;

  constructor(
    id: string,
    form: CheckForm,
    { options, rules, exec, lastOf }: Checking,
    mask: Mask,
    onChange: OnChange,
  ) {
    this.id = id;
    this.#mask = mask;
    this.#onChange = onChange;
    this.#states = new Map(rules.map((rule) => [rule.id, { id: rule.id, state: 'waiting' }]));
    this.#row = {
      id,
      startedAt: new Date().toISOString(),
      url: mask(displayUrl(form.url)),
      method: form.method,
      state: 'running',
      checked: 0,
      total: rules.length,
    };
    this.#last = lastOf(this.#row);
    onChange(this.detail);
    const { signal } = this.#stopping;
    const watched = { ...options, signal, onEvent: (event: RunEvent) => this.#onEvent(event) };
    const checked = exec
      ? checkStarted(watched, exec)
      : check(watched).then((report) => ({ report, problem: undefined }));
    this.ended = checked
      .then(({ report, problem }) => this.#end(report, problem))
      .catch((error) => this.#fail(error))
      // It can't be saved, and nobody is left to report that to.
      .catch(() => {});
  }

  get detail(): CheckDetail {
    return { row: this.#row, rules: [...this.#states.values()] };
  }

  /** Stops it. Its report contains what was checked so far. */
  stop(): void {
    this.#stopping.abort();
  }

  #onEvent(event: RunEvent): void {
    if (event.kind === 'behind') {
      const { words, checked, total } = event;
      this.#row = { ...this.#row, behind: { words: inList(words), checked, total } };
      this.#onChange(this.detail);
      return;
    }
    if (event.kind === 'stretched') return;
    const state = this.#mask(ruleState(event));
    this.#states.set(state.id, state);
    if (event.kind === 'checked') this.#row = { ...this.#row, checked: event.checked };
    this.#onChange(this.detail);
  }

  #end(ended: Report, problem: string | undefined): void {
    const report = { ...ended, results: ended.results.map((result) => this.#marked(result, ended.seed)) };
    const state = report.interrupted ? 'stopped' : 'done';
    const { behind: _, ...row } = this.#row;
    this.#row = {
      ...row,
      state,
      endedAt: now(),
      summary: { ...report.summary },
      verdict: conclude(report).verdict,
      ...defined({ problem: this.#mask(problem) }),
    };
    this.#onChange({ ...this.detail, report: this.#mask({ ...report }) });
  }

  /** The console can't see whether the receiver's code changed, so no rule is flaky. */
  #marked(result: RuleResult, seed: number): RuleResult {
    return markChange(result, this.#last, seed, () => false);
  }

  #fail(error: unknown): void {
    this.stop();
    const problem =
      error instanceof HookswitchError
        ? this.#mask(error.message)
        : 'the check failed with an internal error: please report it';
    this.#row = { ...this.#row, state: 'failed', endedAt: now(), problem };
    this.#onChange(this.detail);
  }
}

function now(): string {
  return new Date().toISOString();
}
