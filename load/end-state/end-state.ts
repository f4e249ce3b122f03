import pLimit from 'p-limit';
import { describeDifferences, differences, type Expectation } from '../../runner/observation/difference.ts';
import { likenessOf } from '../../runner/observation/likeness.ts';
import type { Observer } from '../../runner/observation/observer.ts';
import type { LoadEndState } from '../../schemas/generated/types.ts';
import { systemClock } from '../../simulator/index.ts';
import {
  defaultSignedBeforehand,
  type LoadDecision,
  type LoadResult,
  type Story,
  storyOf,
} from '../index.ts';
import type { Setup } from '../setup.ts';
import { type Group, groupsOf } from './groups.ts';
import { Looks } from './observations.ts';
import { inFleet, newestOf } from './pbx-names.ts';
import { Calm } from './sequential-delivery.ts';
import { StateTally } from './state-tally.ts';

/** How long the receiver may take to work off the storm, and the calm messages after it (ms). */
const backlogMs = 30_000;
const tellBudgetMs = 60_000;
const lookBudgetMs = 600_000;
const groupsAtOnce = 16;
/** Times in whole seconds must not be the same by chance (ms). */
const otherSecondMs = 1100;
const mostUnsure = 1_000_000;

type OnLook = (looked: number, pbxs: number) => void;

/**
 * Whether the PBXs are right after the storm. What is right only the receiver knows: of each life that a fleet had, one more fleet is told
 * all in calm, and another one the newest reports alone. Where the states of these two are the same, that of the fleets in the storm has
 * to be so too; where they differ (counts, times, ids of rows), anything will do.
 */
export class EndState {
  readonly #setup: Setup;
  readonly #observer: Observer;
  readonly #story: Story;
  /** Fleets with a message of which it is not known whether it arrived. */
  readonly #unsure = new Set<number>();
  readonly #tally = new StateTally();

  constructor(setup: Setup, observer: Observer) {
    this.#setup = setup;
    this.#observer = observer;
    this.#story = storyOf(setup.options.traffic, setup.options.profile);
  }

  /** Is told what became of each message. */
  readonly decided = ({ index, kind, fate }: LoadDecision): void => {
    if (kind === 'forged' || fate === 'acknowledged' || this.#unsure.size >= mostUnsure) return;
    this.#unsure.add(this.#story.messageAt(this.#inSet(index)).fleet);
  };

  async judge(
    { genuine, repeated, forged }: LoadResult,
    onLook: OnLook,
    signal: AbortSignal,
  ): Promise<LoadEndState> {
    const tally = this.#tally;
    const sent = genuine.sent + repeated.sent + forged.sent;
    const count = this.#setup.options.sign === 'once' ? Math.min(sent, defaultSignedBeforehand) : sent;
    const groups = groupsOf(this.#story, count, this.#unsure, tally);
    if (this.#unsure.size >= mostUnsure) return tally.report('too many messages were lost');
    const trouble = await this.#tellInCalm(groups, count, signal);
    if (trouble !== undefined) return tally.report(trouble);
    const looks = new Looks(this.#observer, this.#setup.settleMs, signal);
    const limit = pLimit(groupsAtOnce);
    const endsAt = performance.now() + lookBudgetMs;
    await Promise.all(groups.map((group) => limit(() => this.#judgeGroup(group, looks, endsAt, onLook))));
    return tally.report(signal.aborted ? 'the run was interrupted' : undefined);
  }

  /** With a set that is signed beforehand, later messages are those of the set once more. */
  #inSet(index: number): number {
    return this.#setup.options.sign === 'once' ? index % defaultSignedBeforehand : index;
  }

  /** Why nothing can be told, if so. */
  async #tellInCalm(
    groups: readonly Group[],
    count: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const calm = new Calm(this.#setup, signal);
    const untilMs = performance.now() + tellBudgetMs;
    const all = await Promise.all(groups.map(({ told, calm: { all } }) => calm.tell(told, all, untilMs)));
    await systemClock.sleep(otherSecondMs, signal);
    const newest = await Promise.all(
      groups.map(({ told, calm: { newest } }) => calm.tell(newestOf(told), newest, untilMs)),
    );
    if (signal.aborted) return 'the run was interrupted';
    if (![...all, ...newest].every(Boolean)) {
      return `the receiver did not acknowledge the same messages in calm within ${tellBudgetMs / 1000} s`;
    }
    const fence = this.#story.fleetAfter(count, 2 * groups.length);
    return calm.whyBehind(this.#observer, fence, backlogMs);
  }

  async #judgeGroup(
    { serials, fleets, calm }: Group,
    looks: Looks,
    endsAt: number,
    onLook: OnLook,
  ): Promise<void> {
    for (const serial of serials) {
      const all = await looks.atRest(serial, calm.all);
      const newest = await looks.atRest(serial, calm.newest);
      if (all.kind === 'trouble') return this.#tally.trouble(all.reason);
      if (newest.kind === 'trouble') return this.#tally.trouble(newest.reason);
      if (performance.now() > endsAt) return this.#tally.trouble('looking took too long');
      const expected = likenessOf([all.state, newest.state]);
      const settledBy = performance.now() + this.#setup.settleMs;
      await Promise.all(
        fleets.map((fleet) => this.#judgePbx(expected, serial, fleet, { looks, settledBy, onLook })),
      );
    }
  }

  async #judgePbx(
    expected: Expectation,
    serial: string,
    fleet: number,
    { looks, settledBy, onLook }: { looks: Looks; settledBy: number; onLook: OnLook },
  ): Promise<void> {
    const seen = await looks.until(expected, serial, fleet, settledBy);
    if (seen.kind === 'trouble') return this.#tally.trouble(seen.reason);
    const difference = describeDifferences(differences(expected, seen.state));
    this.#tally.judged(inFleet(serial, fleet), inFleet(difference, fleet));
    onLook(this.#tally.checked, this.#tally.pbxs);
  }
}
