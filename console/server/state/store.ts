import { join } from 'node:path';
import { tryParseForeignJson } from '../../../schemas/foreign-json.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import type { ConfiguredWebhook } from '../../../simulator/index.ts';
import { type LineFile, openLocked } from '../../../simulator/journal/line-file.ts';
import type {
  ArrivalDetail,
  ArrivalRow,
  CheckDetail,
  CheckRow,
  FleetView,
  InboxResponse,
  PushSettings,
} from '../api/types.ts';
import {
  isArrivalDetail,
  isCheckDetail,
  isFleet,
  isInboxResponse,
  isPushSettings,
  isTexts,
  isWebhooks,
  type ShapeTest,
} from './shapes.ts';

/** Messages for the journal after the delivery with this number. It may not have them. */
export interface Unpushed {
  readonly after: number;
  readonly messages: readonly string[];
}

/** Single values by name. */
interface KeptValues {
  readonly push: PushSettings;
  /** With their secrets. */
  readonly webhooks: readonly ConfiguredWebhook[];
  /** Current and former secrets of webhooks, newest last. */
  readonly 'webhook-secrets': readonly string[];
  readonly fleet: FleetView & { readonly unpushed?: readonly Unpushed[] };
  readonly 'inbox-response': InboxResponse;
}

const shapes: { readonly [K in keyof KeptValues]: ShapeTest } = {
  push: isPushSettings,
  webhooks: isWebhooks,
  'webhook-secrets': isTexts,
  fleet: isFleet,
  'inbox-response': isInboxResponse,
};

/** Reads and writes single values. */
export interface ValueStore {
  /** The last written value; undefined if none. */
  read<K extends keyof KeptValues>(name: K): KeptValues[K] | undefined;
  /** Survives a kill. */
  write<K extends keyof KeptValues>(name: K, value: KeptValues[K]): void;
}

/** What arrived in the inbox. The oldest are dropped if there are too many. */
export interface ArrivalStore {
  /** Stores an arrival under the next number. */
  add(detailOf: (seq: number) => ArrivalDetail): ArrivalDetail;
  /** Newest first. */
  rows(page: { readonly before?: number | undefined; readonly limit: number }): readonly ArrivalRow[];
  get(seq: number): ArrivalDetail | undefined;
  /** How many are stored. */
  readonly total: number;
  /** Deletes all. Numbers continue. */
  clear(): void;
}

/** The latest checks. The oldest are dropped if there are too many. */
export interface CheckStore {
  /** Stores the current check, replacing its earlier state. */
  put(check: CheckDetail): void;
  /** Newest first. */
  rows(): readonly CheckRow[];
  get(id: string): CheckDetail | undefined;
  remove(id: string): void;
}

/** Everything that the console stores besides the journal, in `console.jsonl`. */
export interface ConsoleStore {
  readonly values: ValueStore;
  readonly arrivals: ArrivalStore;
  readonly checks: CheckStore;
  close(): void;
}

/** A line of the file: what changed. */
type Change =
  | { readonly name: keyof KeptValues; readonly value: unknown }
  | { readonly arrival: ArrivalDetail }
  /** All arrivals up to this number were deleted. */
  | { readonly clearedTo: number }
  | { readonly check: CheckDetail }
  | { readonly removedCheck: string };

const maxArrivals = 5000;
/** The total size of the arrivals, as stored (characters). */
const maxArrivalSize = 64 * 1024 ** 2;
const maxChecks = 50;

/** @throws HookswitchError `bad-file`. */
export async function openStore(folder: string): Promise<ConsoleStore> {
  const words = {
    kind: "console's state",
    code: 'bad-file',
    instead: 'choose another folder with --folder',
    mode: 0o600,
  } as const;
  const { file, close } = await openLocked(
    join(folder, 'console.jsonl'),
    words,
    (line) => changeIn(line) !== undefined,
  );
  try {
    return storeIn(file, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** Undefined for a line that no console wrote. A file may contain anything: a disk or another program may have changed it. */
function changeIn(line: string): Change | undefined {
  const value = tryParseForeignJson(line);
  if (!isRecord(value)) return undefined;
  const { name, arrival, clearedTo, check, removedCheck } = value;
  const isChange =
    (typeof name === 'string' && name in shapes && shapes[name as keyof KeptValues](value.value)) ||
    isArrivalDetail(arrival) ||
    Number.isSafeInteger(clearedTo) ||
    isCheckDetail(check) ||
    typeof removedCheck === 'string';
  return isChange ? (value as unknown as Change) : undefined;
}

function storeIn(file: LineFile, close: () => void): ConsoleStore {
  const values = new Map<string, unknown>();
  const arrivals = new Map<number, { readonly detail: ArrivalDetail; readonly size: number }>();
  const checks = new Map<string, CheckDetail>();
  let lastSeq = 0;
  let arrivalSize = 0;

  const addArrival = (detail: ArrivalDetail, size: number) => {
    lastSeq = detail.row.seq;
    arrivals.set(lastSeq, { detail, size });
    arrivalSize += size;
    for (const [seq, oldest] of arrivals) {
      if (arrivals.size === 1 || (arrivals.size <= maxArrivals && arrivalSize <= maxArrivalSize)) return;
      arrivals.delete(seq);
      arrivalSize -= oldest.size;
    }
  };
  const clearArrivals = (to: number) => {
    lastSeq = to;
    arrivals.clear();
    arrivalSize = 0;
  };
  const putCheck = (check: CheckDetail) => {
    checks.set(check.row.id, check);
    const [oldest = ''] = checks.keys();
    if (checks.size > maxChecks) checks.delete(oldest);
  };
  const apply = (change: Change, size: number) => {
    if ('name' in change) values.set(change.name, change.value);
    else if ('arrival' in change) addArrival(change.arrival, size);
    else if ('clearedTo' in change) clearArrivals(change.clearedTo);
    else if ('check' in change) putCheck(change.check);
    else checks.delete(change.removedCheck);
  };
  const all = function* (): Generator<Change> {
    for (const [name, value] of values) yield { name: name as keyof KeptValues, value };
    yield { clearedTo: Math.max(0, lastSeq - (arrivals.size > 0 ? 1 : 0)) };
    for (const { detail } of arrivals.values()) yield { arrival: detail };
    for (const check of checks.values()) yield { check };
  };
  const write = (change: Change) => {
    const before = file.size;
    file.append([change]);
    apply(change, file.size - before);
    file.tidy(all);
  };

  for (const { n, text } of file.lines()) {
    const change = changeIn(text);
    if (!change) throw file.damaged(n);
    apply(change, text.length);
  }
  return {
    values: {
      read: (name) => values.get(name) as KeptValues[typeof name] | undefined,
      write: (name, value) => write({ name, value }),
    },
    arrivals: {
      add: (detailOf) => {
        const arrival = detailOf(lastSeq + 1);
        write({ arrival });
        return arrival;
      },
      rows: ({ before = Number.POSITIVE_INFINITY, limit }) =>
        [...arrivals.values()]
          .map(({ detail }) => detail.row)
          .filter(({ seq }) => seq < before)
          .slice(-limit)
          .reverse(),
      get: (seq) => arrivals.get(seq)?.detail,
      get total() {
        return arrivals.size;
      },
      clear: () => write({ clearedTo: lastSeq }),
    },
    checks: {
      put: (check) => write({ check }),
      rows: () => [...checks.values()].map(({ row }) => row).reverse(),
      get: (id) => checks.get(id),
      remove: (id) => write({ removedCheck: id }),
    },
    close,
  };
}
