import { type ArrivalStore, arrivalStore } from './arrivals.ts';
import { type CheckStore, checkStore } from './checks.ts';
import { openState } from './database.ts';
import { type ValueStore, valueStore } from './values.ts';

/** Everything that the console stores besides the journal, in `console.db`. */
export interface ConsoleStore {
  readonly values: ValueStore;
  readonly arrivals: ArrivalStore;
  readonly checks: CheckStore;
  close(): void;
}

/** @throws HookswitchError `bad-file`. */
export async function openStore(folder: string): Promise<ConsoleStore> {
  const { database, close } = await openState(folder);
  return {
    values: valueStore(database),
    arrivals: arrivalStore(database),
    checks: checkStore(database),
    close,
  };
}
