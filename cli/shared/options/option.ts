import type { Config } from '../../../schemas/index.ts';

/** What an option takes after its name. */
export interface Value<V> {
  /** @throws InvalidValue with a sentence. `before` is what an earlier use of the same option gave. */
  readonly parse: (text: string, before: never) => V;
  /** The only texts that it takes. */
  readonly choices?: readonly string[];
  /** Each use adds to the one before; without any the list is empty. */
  readonly repeats?: true;
  /** What a configuration key of it may hold: a test compares it to the schema. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly completes?: Completes;
}

/** What a shell offers. Rules, faults and the like are listed only when a completion script is made: loading them takes time. */
export interface Completes {
  readonly names?: readonly string[] | 'choices' | 'faults' | 'receivers' | 'rules' | 'scenarios';
  readonly path?: 'file' | 'folder';
  /** Several, separated by commas. */
  readonly many?: true;
  /** A name is followed by `=` and a value: a path, if there is one. */
  readonly assigns?: true;
}

/** One option of a command: the one place for its flag, help text, validation and configuration key. */
export interface Option {
  /** `-q, --quiet` or `--port <number>`. */
  readonly flag: string;
  readonly help: string;
  /** Its heading in the help; without one it stands under Options. */
  readonly group?: string;
  /** Without one it is a switch. */
  readonly value?: Value<unknown>;
  readonly default?: unknown;
  /** Names in the table of options that can't be given with it. */
  readonly conflicts?: readonly string[];
  readonly hidden?: true;
  readonly config?: ConfigKey;
}

export interface ConfigKey {
  readonly key: keyof Config;
  /** The key's value as this option holds it. */
  readonly read?: (value: never) => unknown;
  /** The key doesn't count beside this other option. */
  readonly unless?: string;
  /** Given values are added to the configured ones instead of replacing them. */
  readonly adds?: true;
}

/** Options by the name that the code knows them by: `observeUrl` of `--observe-url`. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<O> = O extends { readonly value: Value<infer V> } ? V : boolean;
type AlwaysThere = { readonly default: unknown } | { readonly value: { readonly repeats: true } };

/** What a command gets of the options in a table. */
export type FlagsOf<T extends OptionTable> = {
  readonly [K in keyof T as T[K] extends AlwaysThere ? K : never]: ValueOf<T[K]>;
} & {
  readonly [K in keyof T as T[K] extends AlwaysThere ? never : K]?: ValueOf<T[K]>;
};

/** Puts options under one heading of the help. */
export function inGroup<T extends OptionTable>(group: string, table: T): T {
  return Object.fromEntries(Object.entries(table).map(([name, option]) => [name, { ...option, group }])) as T;
}

/** `--quiet` of `-q, --quiet`. */
export function longFlagOf(flag: string): string {
  return flag.split(/[ ,]+/).find((word) => word.startsWith('--')) ?? flag;
}

/** What was not given and is a list. As a default of commander's it would show in the help. */
export function emptyLists(table: OptionTable): Record<string, readonly never[]> {
  const lists = Object.entries(table).filter(([, { value }]) => value?.repeats);
  return Object.fromEntries(lists.map(([name]) => [name, []]));
}
