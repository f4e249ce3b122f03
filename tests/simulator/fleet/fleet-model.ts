import type { FleetAction } from '../../../simulator/fleet/index.ts';

/** The expected report about one PBX; DIDs by their ids, in no order. */
export type ExpectedReport =
  | { readonly sn: string; readonly event: string; readonly didIds: readonly string[] }
  | { readonly sn: string; readonly repository: Readonly<Record<string, string>> };

/** The values of the vendor's example (PCE Capacity Change). */
const exampleCapacity = {
  extensions: '5',
  transcription: '200',
  receptionist: '0',
  concurrentCalls: '5',
  enableCallRecording: 'yes',
  receptionist_pack: '0',
  recordingCapacity: '500',
  transcription_pack: '0',
};

type Pbx = { readonly capacity: Record<string, string>; readonly had: Set<string> };
type Named<K extends FleetAction['action']> = Extract<FleetAction, { action: K }>;

class Refused extends Error {}

function demand(isRight: boolean): void {
  if (!isRight) throw new Refused();
}

/**
 * A fleet stored differently from the simulator's: sets of DIDs, one for each trunk and each PBX. Expected reports are the differences
 * in a PBX. `undefined` means that the action must be refused and change nothing.
 */
export class FleetModel {
  readonly #trunks = new Map<string, { readonly name: string; readonly dids: Set<string> }>();
  readonly #pbxs = new Map<string, Pbx>();

  act(action: FleetAction): readonly ExpectedReport[] | undefined {
    try {
      return this.#report(action);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  #report(action: FleetAction): readonly ExpectedReport[] {
    switch (action.action) {
      case 'add-trunk':
        return this.#addTrunk(action);
      case 'create-pbx':
        return this.#create(action);
      case 'assign-dids':
        this.#pbx(action.sn);
        this.#take(action.sn, action.didIds);
        return this.#changed('did_change', action.didIds.length === 0 ? [] : [action.sn]);
      case 'remove-dids': {
        const { had } = this.#pbx(action.sn);
        demand(isDistinct(action.didIds) && action.didIds.every((didId) => had.has(didId)));
        for (const didId of action.didIds) had.delete(didId);
        return this.#changed('did_change', action.didIds.length === 0 ? [] : [action.sn]);
      }
      case 'bind-dids':
        return this.#bind(action);
      case 'delete-dids':
        demand(isDistinct(action.didIds) && action.didIds.every((didId) => this.#isThere(didId)));
        return this.#drop('did_delete', action.didIds);
      case 'delete-trunk': {
        const dids = this.#trunks.get(action.trunkId)?.dids;
        demand(dids !== undefined);
        const reports = this.#drop('trunk_delete', [...(dids ?? [])]);
        this.#trunks.delete(action.trunkId);
        return reports;
      }
      case 'delete-pbx': {
        const { had } = this.#pbx(action.sn);
        this.#pbxs.delete(action.sn);
        return had.size === 0 ? [] : [{ sn: action.sn, event: 'pce_delete', didIds: [...had] }];
      }
      case 'resize':
        return this.#resize([action.sn].flat(), action.repository);
    }
  }

  #addTrunk({ dids }: Named<'add-trunk'>): readonly ExpectedReport[] {
    const [first] = dids;
    if (first === undefined) throw new Refused();
    const trunk = this.#trunks.get(first.trunkId) ?? { name: first.trunkName, dids: new Set() };
    demand(dids.every(({ trunkId, trunkName }) => trunkId === first.trunkId && trunkName === trunk.name));
    demand(isDistinct(dids.map(({ didId }) => didId)) && !dids.some(({ didId }) => this.#isThere(didId)));
    for (const { didId } of dids) trunk.dids.add(didId);
    this.#trunks.set(first.trunkId, trunk);
    return [];
  }

  #create({ sn, didIds = [], repository }: Named<'create-pbx'>): readonly ExpectedReport[] {
    demand(!this.#pbxs.has(sn) && !isEmpty(repository));
    this.#pbxs.set(sn, { capacity: { ...exampleCapacity, ...repository }, had: new Set() });
    try {
      this.#take(sn, didIds);
    } catch (error) {
      this.#pbxs.delete(sn);
      throw error;
    }
    return [
      ...this.#changed('did_change', didIds.length === 0 ? [] : [sn]),
      ...(repository === undefined ? [] : [this.#capacityOf(sn)]),
    ];
  }

  #bind({ sn, didIds }: Named<'bind-dids'>): readonly ExpectedReport[] {
    const { had } = this.#pbx(sn);
    const before = [...had];
    had.clear();
    try {
      this.#take(sn, didIds);
    } catch (error) {
      had.clear();
      for (const didId of before) had.add(didId);
      throw error;
    }
    const isSame = before.length === had.size && before.every((didId) => had.has(didId));
    return this.#changed('did_change', isSame ? [] : [sn]);
  }

  #resize(sns: readonly string[], repository: object): readonly ExpectedReport[] {
    demand(isDistinct(sns) && !isEmpty(repository));
    const resized = sns.map((sn) => this.#pbx(sn));
    for (const { capacity } of resized) Object.assign(capacity, repository);
    return sns.map((sn) => this.#capacityOf(sn));
  }

  #take(sn: string, didIds: readonly string[]): void {
    const isFree = (didId: string) => ![...this.#pbxs.values()].some(({ had }) => had.has(didId));
    demand(isDistinct(didIds) && didIds.every((didId) => this.#isThere(didId) && isFree(didId)));
    for (const didId of didIds) this.#pbx(sn).had.add(didId);
  }

  #drop(event: string, didIds: readonly string[]): readonly ExpectedReport[] {
    const before = new Map([...this.#pbxs].map(([sn, { had }]) => [sn, had.size]));
    for (const { dids } of this.#trunks.values()) for (const didId of didIds) dids.delete(didId);
    for (const { had } of this.#pbxs.values()) for (const didId of didIds) had.delete(didId);
    const touched = [...this.#pbxs].filter(([sn, { had }]) => had.size !== before.get(sn));
    return this.#changed(
      event,
      touched.map(([sn]) => sn),
    );
  }

  #changed(event: string, sns: readonly string[]): readonly ExpectedReport[] {
    return sns.map((sn) => ({ sn, event, didIds: [...this.#pbx(sn).had] }));
  }

  #capacityOf(sn: string): ExpectedReport {
    return { sn, repository: { ...this.#pbx(sn).capacity } };
  }

  #isThere(didId: string): boolean {
    return [...this.#trunks.values()].some(({ dids }) => dids.has(didId));
  }

  #pbx(sn: string): Pbx {
    const pbx = this.#pbxs.get(sn);
    if (pbx === undefined) throw new Refused();
    return pbx;
  }
}

function isDistinct(names: readonly string[]): boolean {
  return names.every((name, at) => names.indexOf(name) === at);
}

function isEmpty(repository: object | undefined): boolean {
  return repository !== undefined && Object.keys(repository).length === 0;
}
