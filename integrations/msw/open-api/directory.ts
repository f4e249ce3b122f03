import {
  type CloudPbx,
  type Fleet,
  HookswitchError,
  unixSeconds,
  type Ycm,
} from '../../../simulator/index.ts';
import { quote } from '../../../text/words/quote.ts';
import { Refused } from './responses.ts';

/** What the API knows about a Cloud PBX beyond the fleet. */
export interface Entry {
  readonly cloudPbxId: number;
  readonly name: string;
  readonly plan: string;
  readonly type: string;
  readonly createTime: number;
}

const firstId = 1001;

/** The ids and names of Cloud PBXs. The fleet only has their serial numbers. */
export class Directory {
  readonly ycm: Ycm;
  readonly #entries = new Map<string, Entry>();

  constructor(ycm: Ycm) {
    this.ycm = ycm;
    assertNumbered(ycm.fleet);
    this.listed();
  }

  /** All Cloud PBXs in order of creation. */
  listed(): readonly { readonly pbx: CloudPbx; readonly entry: Entry }[] {
    return this.ycm.fleet.pbxs.map((pbx) => ({ pbx, entry: this.#entries.get(pbx.sn) ?? this.add(pbx.sn) }));
  }

  add(sn: string, details: Partial<Pick<Entry, 'name' | 'plan' | 'type'>> = {}): Entry {
    const entry = {
      cloudPbxId: this.#nextId(),
      name: sn,
      plan: 'Enterprise Plan',
      type: 'Commercial',
      createTime: unixSeconds(),
      ...details,
    };
    this.#entries.set(sn, entry);
    return entry;
  }

  /** @throws Refused. */
  find(cloudPbxId: number) {
    const found = this.listed().find(({ entry }) => entry.cloudPbxId === cloudPbxId);
    if (found) return found;
    throw new Refused(404, `there is no Cloud PBX ${cloudPbxId}`);
  }

  /** An unused serial number in the format of the vendor's examples. */
  newSerial(): string {
    const taken = new Set(this.ycm.fleet.pbxs.map(({ sn }) => sn));
    for (let n = this.#nextId(); ; n += 1) {
      const sn = `36${String(n).padStart(12, '0')}ZK`;
      if (!taken.has(sn)) return sn;
    }
  }

  #nextId(): number {
    return firstId + this.#entries.size;
  }
}

/** "Integer" in the API, and a string in webhooks. @throws HookswitchError `bad-action`. */
export function pbxNumberOf(id: string): number {
  if (/^(0|[1-9]\d{0,14})$/.test(id)) return Number(id);
  throw new HookswitchError(
    'bad-action',
    `a DID or trunk of the fleet has the id ${quote(id)}, but ids in the Open API are whole numbers; use only digits`,
  );
}

function assertNumbered({ dids, trunks }: Fleet): void {
  for (const { didId } of dids) pbxNumberOf(didId);
  for (const { trunkId } of trunks) pbxNumberOf(trunkId);
}
