import type { TrunkDidInfo } from '../message/message.ts';
import type { FleetAction } from './action.ts';
import { Administrator, type WorkloadStep } from './administrator.ts';
import { didIdsOf, type Fleet, type Repository } from './fleet.ts';
import type { FleetProfile } from './reports.ts';

/** The setting of a workload. */
export interface WorkloadSetup {
  /** The serial numbers of all possible PBXs. */
  readonly sns: readonly string[];
  /** Seconds since 1970. */
  readonly startTime: number;
  readonly profile: FleetProfile;
  /** The prefix of trunk and DID ids. */
  readonly base: string;
  readonly didsPerTrunk: number;
}

export const intentKinds = [
  'nothing',
  'give',
  'take',
  'resize',
  'delete-dids',
  'delete-pbx',
  'delete-trunk',
] as const;

/**
 * What an administrator wants to do, generated before the state of the fleet is known: numbers stand for PBXs and DIDs. Impossible actions
 * become similar possible ones.
 */
export interface Intent {
  /** Every kind shrinks to `nothing`, since an array shrinks only from its beginning. */
  readonly kind: (typeof intentKinds)[number];
  readonly pbx: number;
  readonly otherPbx: number;
  readonly trunk: number;
  /** Which DIDs of the trunk. */
  readonly places: readonly number[];
  readonly capacity: Partial<Repository> | undefined;
  /** How much later the next action happens. */
  readonly secondsLater: number;
}

/** The maximum number of trunks at a time. */
export const trunkCount = 3;

/** Carries out intents in a fleet that starts without PBXs. Every action is possible when it happens. */
export class WorkloadGenerator {
  readonly #setup: WorkloadSetup;
  readonly #administrator: Administrator;
  /** The DIDs of each trunk, even while it is missing. */
  readonly #trunks: TrunkDidInfo[][];
  readonly #deletions = Array.from({ length: trunkCount }, () => 0);
  #updateTime: number;

  constructor(setup: WorkloadSetup) {
    this.#setup = setup;
    this.#administrator = new Administrator(setup.profile);
    this.#trunks = this.#deletions.map((deletions, trunk) => didsOfTrunk(setup, trunk, deletions));
    this.#updateTime = setup.startTime;
  }

  get fleet(): Fleet {
    return this.#administrator.fleet;
  }

  /** When the next action happens. */
  get updateTime(): number {
    return this.#updateTime;
  }

  /** The steps of an intent. If each takes a second or more, two reports of one kind never share PBX and second. */
  carryOut(intent: Intent): WorkloadStep[] {
    return this.#actionsFor(intent).map((action) => {
      const step = this.#administrator.do(action, this.#updateTime);
      if (action.action === 'delete-trunk') this.#renew(intent.trunk);
      this.#updateTime += intent.secondsLater;
      return step;
    });
  }

  /** Where a trunk has the DIDs of a PBX; without a PBX, the free ones. */
  placesOf(trunk: number, pbx?: number): number[] {
    const sn = pbx === undefined ? undefined : this.#setup.sns[pbx];
    const held = new Set(didIdsOf(this.fleet.dids.filter((did) => did.sn === sn)));
    return (this.#trunks[trunk] ?? []).flatMap(({ didId }, place) => (held.has(didId) ? [place] : []));
  }

  #renew(trunk: number): void {
    const deletions = (this.#deletions[trunk] ?? 0) + 1;
    this.#deletions[trunk] = deletions;
    this.#trunks[trunk] = didsOfTrunk(this.#setup, trunk, deletions);
  }

  #actionsFor({ kind, pbx, otherPbx, trunk, places, capacity }: Intent): FleetAction[] {
    const sn = this.#setup.sns[pbx] ?? '';
    const dids = this.#trunks[trunk] ?? [];
    const trunkId = dids[0]?.trunkId ?? '';
    const hasTrunk = this.fleet.trunks.some((one) => one.trunkId === trunkId);
    const wanted = didIdsOf(dids.filter((_, place) => places.includes(place)));
    const there = this.fleet.dids.filter(({ didId }) => wanted.includes(didId));
    const heldBy = (holder?: string) => didIdsOf(there.filter((did) => did.sn === holder));
    /** Those DIDs that are free. The trunk is added first if it is missing. */
    const give = (): FleetAction[] => {
      const added: FleetAction[] = hasTrunk ? [] : [{ action: 'add-trunk', dids }];
      const didIds = hasTrunk ? heldBy(undefined) : wanted;
      if (this.#hasPbx(sn))
        return didIds.length === 0 ? added : [...added, { action: 'assign-dids', sn, didIds }];
      const repository = capacity === undefined ? {} : { repository: capacity };
      return [...added, { action: 'create-pbx', sn, didIds, ...repository }];
    };
    if (kind === 'nothing') return [];
    if (!this.#hasPbx(sn)) return give();
    switch (kind) {
      case 'give':
        return give();
      case 'take':
        return heldBy(sn).length === 0 ? give() : [{ action: 'remove-dids', sn, didIds: heldBy(sn) }];
      case 'resize':
        return [this.#resize(sn, this.#setup.sns[otherPbx] ?? '', capacity)];
      case 'delete-dids':
        return there.length === 0 ? give() : [{ action: 'delete-dids', didIds: didIdsOf(there) }];
      case 'delete-pbx':
        return [{ action: 'delete-pbx', sn }];
      case 'delete-trunk':
        return hasTrunk ? [{ action: 'delete-trunk', trunkId }] : give();
    }
  }

  #resize(sn: string, other: string, capacity: Intent['capacity']): FleetAction {
    const sns = other !== sn && this.#hasPbx(other) ? [sn, other] : sn;
    return { action: 'resize', sn: sns, repository: capacity ?? { extensions: '10' } };
  }

  #hasPbx(sn: string): boolean {
    return this.fleet.pbxs.some((pbx) => pbx.sn === sn);
  }
}

/** If a trunk is added again after a deletion, it has the same numbers and other ids, as on a YCM. */
function didsOfTrunk(
  { base, didsPerTrunk }: WorkloadSetup,
  trunk: number,
  deletions: number,
): TrunkDidInfo[] {
  const trunkId = `${base}${deletions * trunkCount + trunk}`;
  const trunkName = `register-trunk-shared_${trunkId}`;
  return Array.from({ length: didsPerTrunk }, (_, n) => {
    const number = String(trunk * 1000 + n).padStart(4, '0');
    return { did: `${base}${number}`, didId: `${trunkId}${number}`, trunkId, trunkName };
  });
}
