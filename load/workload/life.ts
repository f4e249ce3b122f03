import { type FleetEvent, fleetEvents } from '../../simulator/events.ts';
import {
  act,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetAction,
  type FleetMessage,
} from '../../simulator/fleet/index.ts';
import { didReport, type TrunkDidInfo } from '../../simulator/message/message.ts';
import type { Profile } from '../../simulator/profile.ts';
import { seededRandom, subSeed } from '../../simulator/random.ts';
import type { Traffic } from './mixture.ts';

export type LifeProfile = Pick<Profile, 'trunkDelete' | 'deletionList'>;

/** What is said of a fleet in its life, in order; and, for each message, one that nobody but a forger would send instead. */
export interface Life {
  readonly genuine: readonly FleetMessage[];
  readonly forged: readonly FleetMessage[];
}

/**
 * The life of a small fleet, drawn from the seed: a trunk that two PBXs share, and what an administrator does to them until there is
 * enough to say. Every number and name in it holds `mark`, so that two lives with other marks share none.
 */
export function drawLife(
  traffic: Traffic,
  profile: LifeProfile,
  { seed, mark, length }: { readonly seed: number; readonly mark: string; readonly length: number },
): Life {
  const events = eventDrawer(traffic, seed);
  const administrator = new Administrator(traffic, profile, seededRandom(subSeed(seed, 'actions')), mark);
  const genuine: FleetMessage[] = [];
  const forged: FleetMessage[] = [];
  while (genuine.length < length) {
    const updateTime = traffic.updateTime + genuine.length;
    const forgery = administrator.forge(updateTime);
    const told = administrator.make(events(), updateTime);
    genuine.push(...told);
    // What is done once may be told in several messages.
    forged.push(...told.map(() => forgery));
  }
  return { genuine: genuine.slice(0, length), forged: forged.slice(0, length) };
}

function eventDrawer({ events }: Traffic, seed: number): () => FleetEvent {
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

class Administrator {
  readonly #traffic: Traffic;
  readonly #profile: LifeProfile;
  readonly #random: () => number;
  readonly #mark: string;
  #fleet: Fleet = emptyFleet;
  #pbxs = 0;
  #names = 0;

  constructor(traffic: Traffic, profile: LifeProfile, random: () => number, mark: string) {
    this.#traffic = traffic;
    this.#profile = profile;
    this.#random = random;
    this.#mark = mark;
    for (let n = 0; n < pbxsOfFleet; n += 1) this.#addPbx();
    this.#addTrunk();
  }

  /** Does something of which this event tells, or `did_change` where the fleet has nothing for it. */
  make(event: FleetEvent, updateTime: number): readonly FleetMessage[] {
    const assigned = this.#fleet.dids.filter((did) => did.sn !== undefined);
    if (event === 'capacity_change') return this.#resize(updateTime);
    if (event === 'did_change' || assigned.length === 0) return this.#moveDids(updateTime);
    const { sn = '', didId, trunkId } = this.#pick(assigned);
    switch (event) {
      case 'did_delete': {
        const messages = this.#act({ kind: 'delete-dids', didIds: [didId] }, updateTime);
        this.#addDids(1, trunkId);
        return messages;
      }
      case 'trunk_delete': {
        const messages = this.#act({ kind: 'delete-trunk', trunkId }, updateTime);
        this.#addTrunk();
        return messages;
      }
      case 'pce_delete': {
        const messages = this.#act({ kind: 'delete-pbx', sn }, updateTime);
        this.#addPbx();
        return messages;
      }
    }
  }

  /** That a PBX has a DID which is not its own. */
  forge(updateTime: number): FleetMessage {
    const { sn } = this.#pick(this.#fleet.pbxs);
    const trunkId = `9${this.#mark}`;
    const stolen = { did: `99${this.#mark}`, didId: `9${this.#mark}`, trunkId, trunkName: 'forged' };
    return [didReport({ sn, dids: [...didsOf(this.#fleet, sn).slice(1), stolen], updateTime })];
  }

  #resize(updateTime: number): readonly FleetMessage[] {
    const { sn } = this.#pick(this.#fleet.pbxs);
    const repository = {
      extensions: String(10 * (1 + this.#upTo(50))),
      concurrentCalls: String(1 + this.#upTo(100)),
    };
    return this.#act({ kind: 'resize', sn, repository }, updateTime);
  }

  /** A PBX that has fewer DIDs than it should gets what it lacks, any other loses one. */
  #moveDids(updateTime: number): readonly FleetMessage[] {
    const { sn } = this.#pick(this.#fleet.pbxs);
    const own = this.#fleet.dids.filter((did) => did.sn === sn);
    const missing = this.#traffic.didsPerPbx + this.#upTo(2) - own.length;
    if (missing <= 0) {
      return this.#act({ kind: 'remove-dids', sn, didIds: [this.#pick(own).didId] }, updateTime);
    }
    const free = this.#fleet.dids.filter((did) => did.sn === undefined).slice(0, missing);
    return this.#act({ kind: 'assign-dids', sn, didIds: free.map(({ didId }) => didId) }, updateTime);
  }

  #act(action: FleetAction, updateTime = 0): readonly FleetMessage[] {
    const step = act(this.#fleet, action, { ...this.#profile, updateTime });
    this.#fleet = step.fleet;
    return step.messages;
  }

  #addPbx(): void {
    this.#pbxs += 1;
    const sn = `36${this.#mark}${String(this.#pbxs).padStart(3, '0')}ZK`;
    this.#act({ kind: 'create-pbx', sn, didIds: [] });
  }

  /** With more DIDs than the PBXs are given, so that there is always a free one. */
  #addTrunk(): void {
    this.#addDids((pbxsOfFleet + 1) * (this.#traffic.didsPerPbx + 2), this.#name());
  }

  #addDids(count: number, trunkId: string): void {
    const trunkName = `register-trunk-shared_${trunkId}`;
    const dids = Array.from({ length: count }, (): TrunkDidInfo => {
      const name = this.#name();
      return { did: `7${name}`, didId: `1${name}`, trunkId, trunkName };
    });
    this.#act({ kind: 'add-trunk', dids });
  }

  /** Digits that no other trunk or DID has. */
  #name(): string {
    this.#names += 1;
    return `${this.#mark}${String(this.#names).padStart(4, '0')}`;
  }

  #upTo(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(of: readonly T[]): T {
    const picked = of[this.#upTo(of.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}
