import pLimit from 'p-limit';
import type { RuleResult } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import { isTimeSimulated } from '../time/index.ts';
import { Bail, type BailOptions, isStopped } from './bail.ts';
import {
  abortsAt,
  type Budget,
  type Group,
  isTooSlowFor,
  rulesAtOnce,
  stretched,
  type Turn,
  turnOf,
} from './budget.ts';
import { type Checked, checkRule, decideAtTheEnd } from './check-rule.ts';
import type { RunState } from './context/run-state.ts';
import { type Doubtful, Doubts, isDoubtful } from './doubts.ts';
import { missingNeed } from './missing-need.ts';
import { hasPaused, isLate, mayBeDisturbed, triedAlone } from './retry-failed.ts';
import type { Rule } from './rule.ts';
import { observes, placesOf, ruleGroupsOf } from './rule-groups.ts';
import type { RunEvent } from './run-event.ts';
import { isSilent } from './silence.ts';
import type { RuleCheckOptions } from './try-rule.ts';
import { fenceShows } from './watching/fence.ts';
import { backlogMs } from './watching/rule-observation.ts';

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly state: RunState;
  readonly redactor: Redactor;
  readonly budget: Budget;
  /** Whether a complete check may exceed the budget. */
  readonly isTight?: boolean;
  readonly signal: AbortSignal;
  readonly bail?: BailOptions;
  readonly onEvent?: (event: RunEvent) => void;
}

/** A receiver that is late for this many rules one by one is late for the others too. */
const maxLateAlone = 3;
const stoppedMs = 5000;

/** Checks all rules, concurrently where possible. Results are in the order of the rules. */
export function runRules(options: RunOptions): Promise<RuleResult[]> {
  return new Run(options).all();
}

class Run {
  #options: RunOptions;
  readonly #places: ReadonlyMap<Rule, number>;
  readonly #limit = pLimit(1);
  readonly #results = new Map<Rule, RuleResult>();
  /** Rules whose turn was too short, and whether they ran beside others. Others may leave them some of their time. */
  readonly #unfinished: { readonly rule: Rule; readonly isBesideOthers: boolean }[] = [];
  #isStretched = false;
  readonly #doubts: Doubts;
  /** Failed rules, until better advice is looked for. */
  readonly #unadvised: (readonly [Rule, (turn: Turn) => Promise<RuleResult>])[] = [];
  /** Rules that watch all messages, until the end. */
  readonly #watching: (readonly [Rule, Checked])[] = [];
  readonly #bail: Bail;

  constructor(options: RunOptions) {
    this.#bail = new Bail(options.bail);
    this.#options = { ...options, signal: anySignal(options.signal, this.#bail.signal) };
    this.#doubts = new Doubts(options.state);
    this.#places = placesOf(options.rules, options.state.target.profile);
  }

  async all(): Promise<RuleResult[]> {
    const { rules, state, isTight = false, signal } = this.#options;
    const groups = ruleGroupsOf(rules, state, isTight);
    if (groups.some((group) => this.#looks(group))) this.#doubts.watchSteps(signal);
    for (const [n, group] of groups.entries()) {
      const left = groups.slice(n);
      if (group.rules.some(({ runs }) => runs === 'last')) {
        await this.#finish(left);
        this.#extendForStopped();
      }
      if (this.#looks(group)) await this.#prepareToLook(groups[n - 1], left);
      await this.#checkGroup(group, left);
    }
    await this.#finish([]);
    for (const [rule, { result }] of this.#watching)
      this.#report(rule, await decideAtTheEnd(rule, result, this.#inTurn(rule, this.#turnOf([]))));
    return rules.flatMap((rule) => this.#results.get(rule) ?? []);
  }

  /** The time for rules that a receiver must pass is stretched while it responds, unless the check has failed already. */
  #budgetFor(rules: readonly Rule[]): Budget {
    const { budget, state } = this.#options;
    const { guards, observation, seen, traffic } = state;
    // What waits behind a queue that stands still, or behind each slow response, is decided by no longer budget.
    const standsStill = seen.gone !== undefined || isSilent(traffic.silence) || seen.backlog !== undefined;
    const isInVain = standsStill || guards.rate.isExceeded || isTooSlowFor(budget, guards.pace);
    const hasFailed = [...this.#results.values()].some(
      ({ verdict, level }) => verdict === 'fail' && level === 'must',
    );
    const mayStretch = !isInVain && !hasFailed && observation.unlearned === undefined;
    return mayStretch && rules.some(isMust) ? stretched(budget) : budget;
  }

  /** Says once that the check takes longer than usual. */
  #noteStretched(rule: Rule, { endsAt }: Budget): void {
    const { rules, budget, onEvent } = this.#options;
    const now = performance.now();
    if (this.#isStretched || !isMust(rule) || now < budget.endsAt || now >= endsAt) return;
    this.#isStretched = true;
    const open = rules.filter((one) => isMust(one) && !this.#results.has(one)).length;
    onEvent?.({ kind: 'stretched', open, leftMs: endsAt - now });
  }

  #leftMs(): number | undefined {
    const { budget } = this.#options;
    const { endsAt } = this.#isStretched ? stretched(budget) : budget;
    return isTimeSimulated() ? undefined : Math.max(0, endsAt - performance.now());
  }

  /** Messages without an effect use up the time. To find out why takes a restart. */
  #extendForStopped(): void {
    const { budget, state } = this.#options;
    if (!state.seen.backlog || isTimeSimulated()) return;
    budget.endsAt = Math.max(budget.endsAt, performance.now() + stoppedMs);
  }

  #looks({ rules }: Group): boolean {
    return rules.some((rule) => observes(rule) && !missingNeed(rule, this.#options.state));
  }

  async #prepareToLook(before: Group | undefined, left: readonly Group[]): Promise<void> {
    const { state, signal } = this.#options;
    // A receiver that acknowledges first and works later has a backlog now, so looking at its state waits for that.
    if (before && !this.#looks(before) && state.seen.showsEffects) {
      const { endsAt } = this.#turnOf(left);
      await fenceShows(state, backlogMs, anySignal(signal, abortsAt(endsAt))).catch(() => {});
    }
    await this.#settleDoubts(left);
  }

  /** If there is noise that wasn't known, or the observer is unstable, the doubtful rules are checked again. */
  async #settleDoubts(left: readonly Group[]): Promise<void> {
    const until = anySignal(this.#options.signal, abortsAt(this.#turnOf(left).endsAt));
    const { isNew, doubtful } = await this.#doubts.settle(until);
    const turn = this.#turnOf(left);
    const settle = async ([rule, checked]: Doubtful) =>
      this.#keep(rule, isNew ? await this.#check(rule, turn) : checked);
    await Promise.all(doubtful.map(settle));
  }

  /** Ends what was left open, before these last groups. */
  async #finish(last: readonly Group[]): Promise<void> {
    const left = (rules: readonly Rule[]) => [...rules.map((one) => ({ rules: [one], weight: 1 })), ...last];
    const unfinished = this.#unfinished.splice(0);
    const [beside, alone] = [true, false].map((isBeside) =>
      unfinished.filter(({ isBesideOthers }) => isBesideOthers === isBeside).map(({ rule }) => rule),
    ) as [Rule[], Rule[]];
    if (beside.length > 0) {
      const group = { rules: beside, weight: beside.length };
      await this.#checkBeside(group, [group, ...left(alone)], (rule, checked) => this.#take(rule, checked));
    }
    for (let rule = alone.shift(); rule; rule = alone.shift())
      this.#take(rule, await this.#check(rule, this.#turnOf(left([rule, ...alone]))));
    if (this.#doubts.rules.length > 0) await this.#settleDoubts(left(this.#doubts.rules));
    for (let open = this.#unadvised.shift(); open; open = this.#unadvised.shift()) {
      const [rule, advise] = open;
      const turn = this.#turnOf(left([rule, ...this.#unadvised.map(([one]) => one)]));
      this.#report(rule, await advise(turn));
    }
  }

  async #checkGroup(group: Group, left: readonly Group[]): Promise<void> {
    const { rules: all, onEvent } = this.#options;
    const isBesideOthers = group.rules.length > 1;
    const onStart = (rule: Rule) => {
      this.#noteStretched(rule, this.#budgetFor([rule]));
      onEvent?.({ kind: 'started', rule, total: all.length, leftMs: this.#leftMs() });
    };
    const onChecked = (rule: Rule, checked: Checked) => {
      const isUnfinished = checked.result.reasonCode === 'out-of-time';
      if (isUnfinished && performance.now() < this.#budgetFor([rule]).endsAt)
        this.#unfinished.push({ rule, isBesideOthers });
      else this.#take(rule, checked);
    };
    await this.#checkBeside(group, left, onChecked, onStart);
    if (this.#doubts.rules.length > 0) await this.#settleDoubts(left);
  }

  /** Checks the rules of a group concurrently, and those again that others may have disturbed. */
  async #checkBeside(
    { rules }: Group,
    left: readonly Group[],
    onChecked: (rule: Rule, checked: Checked) => void,
    onStart?: (rule: Rule) => void,
  ): Promise<void> {
    const { guards } = this.#options.state;
    const turn = this.#turnOf(left);
    const disturbed: (readonly [Rule, Checked])[] = [];
    const isBesideOthers = rules.length > 1;
    const checkInTurn = async (rule: Rule) => {
      onStart?.(rule);
      const checked = await this.#check(rule, turn, isBesideOthers);
      if (isBesideOthers && mayBeDisturbed(rule, checked.result)) disturbed.push([rule, checked]);
      else onChecked(rule, checked);
    };
    this.#limit.concurrency = rulesAtOnce(guards.pace, guards.rate.perSecond);
    await Promise.all(rules.map((rule) => this.#limit(checkInTurn, rule)));
    await this.#tryAlone(disturbed, left);
  }

  /** Rules that failed maybe only because others ran beside them. */
  async #tryAlone(disturbed: readonly (readonly [Rule, Checked])[], left: readonly Group[]): Promise<void> {
    const { budget, state } = this.#options;
    const paused = hasPaused(state);
    let lateAlone = 0;
    for (const [rule, besides] of disturbed) {
      const hasTime = performance.now() < budget.endsAt;
      const alone =
        hasTime && lateAlone < maxLateAlone ? await this.#check(rule, this.#turnOf(left)) : besides;
      lateAlone += isLate(alone.result) ? 1 : 0;
      const result = triedAlone(alone.result, besides.result, paused);
      this.#take(rule, alone === besides ? besides : { ...alone, result });
    }
  }

  #check(rule: Rule, turn: Turn, isBesideOthers = false): Promise<Checked> {
    return checkRule(rule, { ...this.#inTurn(rule, turn), isBesideOthers });
  }

  #inTurn(rule: Rule, turn: Turn): RuleCheckOptions {
    return { ...this.#options, budget: this.#budgetFor([rule]), turn, place: this.#places.get(rule) ?? 0 };
  }

  /** Keeps the result unless it is doubtful. */
  #take(rule: Rule, checked: Checked): void {
    const { verdict } = checked.result;
    if (rule.watch && (verdict === 'pass' || verdict === 'inconclusive'))
      this.#watching.push([rule, checked]);
    else if (isDoubtful(checked.result)) this.#doubts.add(rule, checked);
    else this.#keep(rule, checked);
  }

  /** Reports the result, at the end if there may be better advice by then. */
  #keep(rule: Rule, { result, advise }: Checked): void {
    this.#bail.note(result);
    if (advise && !result.flaky) this.#unadvised.push([rule, (turn) => advise(result, turn)]);
    else this.#report(rule, result);
  }

  #report(rule: Rule, result: RuleResult): void {
    const { rules, onEvent } = this.#options;
    this.#results.set(rule, result);
    const checked = [...this.#results.values()].filter((one) => !isStopped(one)).length;
    onEvent?.({ kind: 'checked', result, checked, total: rules.length, leftMs: this.#leftMs() });
  }

  /** The time for the first of these groups. */
  #turnOf(left: readonly Group[]): Turn {
    const { state } = this.#options;
    const budget = this.#budgetFor(left[0]?.rules ?? []);
    // One delay of the receiver, another one if a rule looks again, and a third for its other messages.
    return turnOf(left, performance.now(), budget, 3000 * state.target.settings.timeoutSeconds);
  }
}

function isMust({ level }: Rule): boolean {
  return level === 'must';
}
