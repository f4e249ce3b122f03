import { type FleetEvent, fleetEvents } from '../../simulator/events.ts';
import { Administrator } from '../../simulator/fleet/administrator.ts';
import { didIdsOf, didsOf, type FleetMessage, type FleetProfile } from '../../simulator/fleet/index.ts';
import { didReport, type TrunkDidInfo } from '../../simulator/message/message.ts';
import { type Choices, seededChoices, seededRandom, subSeed } from '../../simulator/random.ts';
import type { Traffic } from './traffic.ts';

/** The messages of a fleet in order, and a forged one for each. */
export interface FleetMessages {
  readonly genuine: readonly FleetMessage[];
  readonly forged: readonly FleetMessage[];
}

/**
 * The messages of a small fleet, generated from the seed: two PBXs share a trunk, and an administrator changes them until there are enough
 * messages. Every number and name contains `mark`, so two fleets with different marks have nothing in common.
 */
export function generateFleetMessages(
  traffic: Traffic,
  profile: FleetProfile,
  { seed, mark, length }: { readonly seed: number; readonly mark: string; readonly length: number },
): FleetMessages {
  const nextEvent = eventGenerator(traffic, seed);
  const chooser = new ActionChooser(traffic, profile, seededChoices(subSeed(seed, 'actions')), mark);
  const genuine: FleetMessage[] = [];
  const forged: FleetMessage[] = [];
  while (genuine.length < length) {
    const updateTime = traffic.updateTime + genuine.length;
    const forgery = chooser.forge(updateTime);
    const pushed = chooser.cause(nextEvent(), updateTime);
    genuine.push(...pushed);
    // One action may cause several messages.
    forged.push(...pushed.map(() => forgery));
  }
  return { genuine: genuine.slice(0, length), forged: forged.slice(0, length) };
}

function eventGenerator({ events }: Traffic, seed: number): () => FleetEvent {
  const random = seededRandom(subSeed(seed, 'events'));
  const sum = fleetEvents.reduce((total, event) => total + (events[event] ?? 0), 0);
  return () => {
    let left = random() * sum;
    for (const event of fleetEvents) {
      left -= events[event] ?? 0;
      if (left < 0) return event;
    }
    return 'did_change';
  };
}

const pbxsOfFleet = 2;

/** Chooses actions that cause the wanted events, and names that no other fleet has. */
class ActionChooser {
  readonly #administrator: Administrator;
  readonly #traffic: Traffic;
  readonly #choose: Choices;
  readonly #mark: string;
  #pbxs = 0;
  #names = 0;

  constructor(traffic: Traffic, profile: FleetProfile, choose: Choices, mark: string) {
    this.#administrator = new Administrator(profile);
    this.#traffic = traffic;
    this.#choose = choose;
    this.#mark = mark;
    for (let n = 0; n < pbxsOfFleet; n += 1) this.#addPbx();
    this.#addTrunk();
  }

  get #fleet() {
    return this.#administrator.fleet;
  }

  /** Performs an action that causes this event, or `did_change` if the fleet can't. */
  cause(event: FleetEvent, updateTime: number): readonly FleetMessage[] {
    const assigned = this.#fleet.dids.filter((did) => did.sn !== undefined);
    if (event === 'capacity_change') return this.#resize(updateTime);
    if (event === 'did_change' || assigned.length === 0) return this.#moveDids(updateTime);
    const { sn = '', didId, trunkId } = this.#choose.oneOf(assigned);
    switch (event) {
      case 'did_delete': {
        const { messages } = this.#administrator.do({ action: 'delete-dids', didIds: [didId] }, updateTime);
        this.#addDids(1, trunkId);
        return messages;
      }
      case 'trunk_delete': {
        const { messages } = this.#administrator.do({ action: 'delete-trunk', trunkId }, updateTime);
        this.#addTrunk();
        return messages;
      }
      case 'pce_delete': {
        const { messages } = this.#administrator.do({ action: 'delete-pbx', sn }, updateTime);
        this.#addPbx();
        return messages;
      }
    }
  }

  /** A report that a PBX has a DID of another PBX. */
  forge(updateTime: number): FleetMessage {
    const { sn } = this.#choose.oneOf(this.#fleet.pbxs);
    const trunkId = `9${this.#mark}`;
    const stolen = { did: `99${this.#mark}`, didId: `9${this.#mark}`, trunkId, trunkName: 'forged' };
    return [didReport({ sn, dids: [...didsOf(this.#fleet, sn).slice(1), stolen], updateTime })];
  }

  #resize(updateTime: number): readonly FleetMessage[] {
    const { sn } = this.#choose.oneOf(this.#fleet.pbxs);
    const repository = {
      extensions: String(10 * (1 + this.#choose.upTo(50))),
      concurrentCalls: String(1 + this.#choose.upTo(100)),
    };
    return this.#administrator.do({ action: 'resize', sn, repository }, updateTime).messages;
  }

  /** A PBX with too few DIDs gets the missing ones; any other loses one. */
  #moveDids(updateTime: number): readonly FleetMessage[] {
    const { sn } = this.#choose.oneOf(this.#fleet.pbxs);
    const own = this.#fleet.dids.filter((did) => did.sn === sn);
    const missing = this.#traffic.didsPerPbx + this.#choose.upTo(2) - own.length;
    if (missing <= 0) {
      const didIds = [this.#choose.oneOf(own).didId];
      return this.#administrator.do({ action: 'remove-dids', sn, didIds }, updateTime).messages;
    }
    const free = this.#fleet.dids.filter((did) => did.sn === undefined).slice(0, missing);
    return this.#administrator.do({ action: 'assign-dids', sn, didIds: didIdsOf(free) }, updateTime).messages;
  }

  #addPbx(): void {
    this.#pbxs += 1;
    const sn = `36${this.#mark}${String(this.#pbxs).padStart(3, '0')}ZK`;
    this.#administrator.do({ action: 'create-pbx', sn, didIds: [] }, 0);
  }

  /** More DIDs than the PBXs get, so there is always a free one. */
  #addTrunk(): void {
    this.#addDids((pbxsOfFleet + 1) * (this.#traffic.didsPerPbx + 2), this.#name());
  }

  #addDids(count: number, trunkId: string): void {
    const trunkName = `register-trunk-shared_${trunkId}`;
    const dids = Array.from({ length: count }, (): TrunkDidInfo => {
      const name = this.#name();
      return { did: `7${name}`, didId: `1${name}`, trunkId, trunkName };
    });
    this.#administrator.do({ action: 'add-trunk', dids }, 0);
  }

  /** Digits that no other trunk or DID has. */
  #name(): string {
    this.#names += 1;
    return `${this.#mark}${String(this.#names).padStart(4, '0')}`;
  }
}
