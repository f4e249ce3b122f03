import type { Config } from '../schemas/index.ts';
import type { FlagsOf, Option, OptionTable } from './option.ts';

type Flags = Readonly<Record<string, unknown>>;

/** The given flags, completed from the configuration. Pure. */
export function withConfig<T extends OptionTable>(table: T, given: FlagsOf<T>, config: Config): FlagsOf<T> {
  const flags: Record<string, unknown> = { ...given };
  for (const [name, option] of Object.entries(table)) {
    const value = merged(name, option, given, config);
    if (value !== undefined) flags[name] = value;
  }
  return flags as FlagsOf<T>;
}

/** Durations are in milliseconds everywhere else. */
const inMs = (seconds: number) => seconds * 1000;
const same = (value: unknown) => value;

function merged(name: string, { config: entry, value }: Option, given: Flags, config: Config): unknown {
  const own = given[name];
  const configured = entry && (config as Flags)[entry.key];
  if (configured === undefined) return own;
  if (entry?.unless !== undefined && given[entry.unless] !== undefined) return own;
  const read = (entry?.read ?? (value?.isDuration && entry?.key.endsWith('Seconds') ? inMs : same)) as (
    known: unknown,
  ) => unknown;
  if (!value?.repeats) return own ?? read(configured);
  const [theirs, ours] = [read(configured) as readonly string[], own as readonly string[]];
  if (entry?.adds) return [...theirs, ...ours];
  return ours.length > 0 ? ours : theirs;
}
