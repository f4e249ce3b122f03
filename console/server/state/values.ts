import type { FleetView, InboxResponse, PushSettings } from '../../../schemas/generated/console-types.ts';
import type { ConfiguredWebhook } from '../../../simulator/index.ts';
import type { Database } from '../../../simulator/journal/sqlite/database.ts';
import { asBytes, keptJson } from './cell.ts';
import { isFleet, isInboxResponse, isPushSettings, isTexts, isWebhooks, type ShapeTest } from './shapes.ts';

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

export function valueStore(database: Database): ValueStore {
  const selection = database.prepare(`SELECT ${asBytes('json')} FROM kept WHERE name = ?`);
  const upsert = database.prepare(
    'INSERT INTO kept (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json',
  );
  return {
    read: (name) => {
      const [row] = selection.all([name]);
      return row === undefined ? undefined : keptJson(row, 'json', shapes[name]);
    },
    write: (name, value) => {
      upsert.run([name, JSON.stringify(value)]);
    },
  };
}
