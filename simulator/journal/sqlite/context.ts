import { validate } from '../../../schemas/index.ts';
import { defaultProfile, type Profile } from '../../profile.ts';
import type { AcceptedDelivery } from '../journal.ts';
import { asBytes, asNumbers, choiceCell, Damaged, isNull, jsonCell, number, textCell } from './cell.ts';
import type { Database } from './database.ts';
import type { SqlRow, SqlValue } from './value.ts';

/** Values that many deliveries share. They are stored once. */
export type Context = Pick<AcceptedDelivery, 'webhook' | 'settings' | 'profile' | 'fault'>;

const select = `SELECT ${asBytes('webhook', 'url', 'method', 'profile', 'fault')},
  ${asNumbers('id', 'timeout_seconds', 'retry_count')} FROM contexts`;
const insert = `INSERT INTO contexts (webhook, url, method, timeout_seconds, retry_count, profile, fault)
  VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`;

/** The maximum number in memory. Beyond it, a context may be stored twice. */
const maxKnown = 1000;

/** Stores the context of a delivery unless it is there, and returns its id. Use it in a transaction. */
export function contextWriter(database: Database): (context: Context) => number {
  const insertion = database.prepare(insert);
  const known = new Map<string, number>();
  for (const row of database.prepare(`${select} ORDER BY contexts.id DESC LIMIT ${maxKnown}`).all([])) {
    known.set(keyOf(valuesOf(contextOf(row))), number(row, 'id'));
  }
  let last: { readonly context: Context; readonly id: number } | undefined;

  return (context) => {
    if (last && isSame(last.context, context)) return last.id;
    const values = valuesOf(context);
    const key = keyOf(values);
    const id = known.get(key) ?? Number(insertion.all(values)[0]?.id);
    if (known.size >= maxKnown) known.clear();
    known.set(key, id);
    last = { context, id };
    return id;
  };
}

/** Finds a context by id. */
export function contextReader(database: Database): (id: number) => Context {
  const selection = database.prepare(`${select} WHERE contexts.id = ?`);
  const known = new Map<number, Context>();
  return (id) => {
    for (const row of known.has(id) ? [] : selection.all([id])) {
      if (known.size >= maxKnown) known.clear();
      known.set(id, contextOf(row));
    }
    const context = known.get(id);
    if (!context) throw new Damaged(`there is no context ${id}`);
    return context;
  };
}

function contextOf(row: SqlRow): Context {
  const fault = isNull(row, 'fault') ? {} : { fault: textCell(row, 'fault') };
  return {
    webhook: {
      id: textCell(row, 'webhook'),
      url: textCell(row, 'url'),
      method: choiceCell(row, 'method', ['GET', 'POST']),
    },
    settings: { timeoutSeconds: number(row, 'timeout_seconds'), retryCount: number(row, 'retry_count') },
    profile: profileOf(jsonCell(row, 'profile')),
    ...fault,
  };
}

/** If the file is older than a choice of the profile, that choice has its default. */
function profileOf(value: unknown): Profile {
  if (validate('profile', value)) throw new Damaged('there is no such profile');
  return { ...defaultProfile, ...(value as Partial<Profile>) };
}

function valuesOf({ webhook, settings, profile, fault }: Context): SqlValue[] {
  const { id, url, method } = webhook;
  const { timeoutSeconds, retryCount } = settings;
  return [id, url, method, timeoutSeconds, retryCount, JSON.stringify(profile), fault ?? null];
}

function keyOf(values: readonly SqlValue[]): string {
  return JSON.stringify(values);
}

/** Compares by identity. Deliveries usually share these objects, and comparing their values would be slower. */
function isSame(a: Context, b: Context): boolean {
  return (
    a.webhook === b.webhook && a.settings === b.settings && a.profile === b.profile && a.fault === b.fault
  );
}
