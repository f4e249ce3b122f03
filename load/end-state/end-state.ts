import pLimit from 'p-limit';
import { commonStateOf } from '../../runner/observation/common-state.ts';
import { describeDifferences, differences } from '../../runner/observation/difference.ts';
import type { Expectation } from '../../runner/observation/expectation.ts';
import type { Observer } from '../../runner/observation/observer.ts';
import type { LoadEndState } from '../../schemas/generated/types.ts';
import { systemClock } from '../../simulator/index.ts';
import { type LoadDecision, type LoadResult, signedBeforehand, type Workload, workloadOf } from '../index.ts';
import { sentIn } from '../result.ts';
import type { Setup } from '../setup.ts';
import { FleetStates } from './fleet-states.ts';
import { fleetGroupsOf, type PbxGroup } from './groups.ts';
import { inFleet, newestOf } from './pbx-names.ts';
import { SequentialDelivery } from './sequential-delivery.ts';
import { StateCounter } from './state-counter.ts';

/** How long the receiver may take to process the load, and the messages that are sent one by one after it (ms). */
const backlogMs = 30_000;
const deliveryBudgetMs = 60_000;
const observationBudgetMs = 600_000;
const groupsAtOnce = 16;
/** Times in whole seconds must not be equal by chance (ms). */
const otherSecondMs = 1100;
const maxUnsure = 1_000_000;

type OnObserved = (observed: number, pbxs: number) => void;

/**
 * Checks the states of the PBXs after a load. Only the receiver knows what is correct, so each history is sent again, one message at a
 * time: completely for one new fleet, and only the newest reports for another. Where the states of these two agree, those of the loaded
 * fleets must agree too. Where they differ (counts, times, row ids), anything is accepted.
 */
export class EndStateCheck {
  readonly #setup: Setup;
  readonly #observer: Observer;
  readonly #workload: Workload;
  /** Fleets with a message that may or may not have arrived. */
  readonly #unsure = new Set<number>();
  readonly #counter = new StateCounter();

  constructor(setup: Setup, observer: Observer) {
    this.#setup = setup;
    this.#observer = observer;
    this.#workload = workloadOf(setup.options.traffic, setup.options.profile);
  }

  /** Takes in the outcome of each message. */
  readonly decided = ({ index, kind, result }: LoadDecision): void => {
    if (kind === 'forged' || result === 'acknowledged' || this.#unsure.size >= maxUnsure) return;
    this.#unsure.add(this.#workload.messageAt(this.#inSet(index)).fleet);
  };

  async check(result: LoadResult, onObserved: OnObserved, signal: AbortSignal): Promise<LoadEndState> {
    const counter = this.#counter;
    const sent = sentIn(result);
    const count = this.#setup.options.sign === 'once' ? Math.min(sent, signedBeforehand) : sent;
    const groups = fleetGroupsOf(this.#workload, count, this.#unsure, counter);
    if (this.#unsure.size >= maxUnsure) return counter.report('too many messages were lost');
    const trouble = await this.#deliverReferences(groups, count, signal);
    if (trouble !== undefined) return counter.report(trouble);
    const states = new FleetStates(this.#observer, this.#setup.settleMs, signal);
    const limit = pLimit(groupsAtOnce);
    const endsAt = performance.now() + observationBudgetMs;
    await Promise.all(
      groups.map((group) => limit(() => this.#checkGroup(group, states, endsAt, onObserved))),
    );
    return counter.report(signal.aborted ? 'the run was interrupted' : undefined);
  }

  /** With pre-signed messages, later ones repeat earlier ones. */
  #inSet(index: number): number {
    return this.#setup.options.sign === 'once' ? index % signedBeforehand : index;
  }

  /** Why the end state is unknown, if it is. */
  async #deliverReferences(
    groups: readonly PbxGroup[],
    count: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const delivery = new SequentialDelivery(this.#setup, signal);
    const untilMs = performance.now() + deliveryBudgetMs;
    const all = await Promise.all(
      groups.map(({ messages, reference: { all } }) => delivery.deliver(messages, all, untilMs)),
    );
    await systemClock.sleep(otherSecondMs, signal);
    const newest = await Promise.all(
      groups.map(({ messages, reference: { newest } }) =>
        delivery.deliver(newestOf(messages), newest, untilMs),
      ),
    );
    if (signal.aborted) return 'the run was interrupted';
    if (![...all, ...newest].every(Boolean)) {
      return `when the same messages were sent again after the load, the receiver did not acknowledge all of them within ${deliveryBudgetMs / 1000} s`;
    }
    const fence = this.#workload.fleetAfter(count, 2 * groups.length);
    return delivery.whyBehind(this.#observer, fence, backlogMs);
  }

  async #checkGroup(
    { serials, fleets, reference }: PbxGroup,
    states: FleetStates,
    endsAt: number,
    onObserved: OnObserved,
  ): Promise<void> {
    for (const serial of serials) {
      const all = await states.settled(serial, reference.all);
      const newest = await states.settled(serial, reference.newest);
      if (all.kind === 'trouble') return this.#counter.trouble(all.reason);
      if (newest.kind === 'trouble') return this.#counter.trouble(newest.reason);
      if (performance.now() > endsAt) return this.#counter.trouble('reading the state took too long');
      const expected = commonStateOf([all.state, newest.state]);
      const settledBy = performance.now() + this.#setup.settleMs;
      await Promise.all(
        fleets.map((fleet) => this.#checkPbx(expected, serial, fleet, { states, settledBy, onObserved })),
      );
    }
  }

  async #checkPbx(
    expected: Expectation,
    serial: string,
    fleet: number,
    { states, settledBy, onObserved }: { states: FleetStates; settledBy: number; onObserved: OnObserved },
  ): Promise<void> {
    const seen = await states.until(expected, serial, fleet, settledBy);
    if (seen.kind === 'trouble') return this.#counter.trouble(seen.reason);
    const difference = describeDifferences(differences(expected, seen.state));
    this.#counter.add(inFleet(serial, fleet), inFleet(difference, fleet));
    onObserved(this.#counter.checked, this.#counter.pbxs);
  }
}
