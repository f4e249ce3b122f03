/** An option's value. */
export interface Value<V> {
  /** @throws InvalidValue with a sentence. `before` is the value of an earlier use of the same option. */
  readonly parse: (text: string, before: never) => V;
  /** What a command line says for this value, or for one of a list: the text that `parse` reads, without credentials. */
  readonly show?: (value: never) => string;
  /** The only allowed values. */
  readonly choices?: readonly string[];
  /** Each use adds to the list, which is empty by default. */
  readonly repeats?: true;
  /** Its type and bounds in JSON Schema, for what a configuration or the library may contain. */
  readonly schema?: Schema;
  /** It is in milliseconds, except under a configuration key that ends in `Seconds`. */
  readonly isDuration?: true;
  readonly completes?: Completes;
}

type Schema = Readonly<Record<string, unknown>>;

/** What a shell offers. Lists of rules, faults and the like are loaded only for a completion script, since that takes time. */
export interface Completes {
  readonly names?: readonly string[] | 'causes' | 'choices' | 'faults' | 'rules' | 'scenarios';
  readonly path?: 'file' | 'folder';
  /** Several, separated by commas. */
  readonly many?: true;
  /** A name followed by `=` and a value, which may be a path. */
  readonly assigns?: true;
}

/**
 * An option of a command. Its row yields the flag, help, completion and, where it says so, the configuration key with its schema, the
 * library's option, and its place in the rerun command.
 */
export interface Option {
  /** `-q, --quiet` or `--port <number>`. */
  readonly flag: string;
  readonly help: string;
  /** What the configuration and the library say instead, if the help is about the flag only. */
  readonly about?: string;
  /** Its heading in the help. Without one it is under Options. */
  readonly group?: string;
  /** Absent: it is a switch. */
  readonly value?: Value<unknown>;
  readonly default?: unknown;
  /** The value if the flag is given without one, for a flag such as `--bail [number]`. */
  readonly preset?: string;
  /** Names of options in the table that exclude it. */
  readonly conflicts?: readonly string[];
  readonly hidden?: true;
  readonly config?: ConfigKey;
  /** Its name in the library's `CheckOptions`. */
  readonly library?: string;
  /** Left out when a command is printed that checks one rule again: it changes neither how a rule is checked nor the exit code. */
  readonly rerun?: false;
}

export interface ConfigKey {
  readonly key: string;
  /** Keywords that the key's schema has besides those of the value, or instead. */
  readonly schema?: Schema;
  /** Converts the key's value. */
  readonly read?: (value: never) => unknown;
  /** The key is ignored if this option is given. */
  readonly unless?: string;
  /** Given values are added to the configured ones instead of replacing them. */
  readonly adds?: true;
}

/** Options by their names in code: `observeUrl` for `--observe-url`. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<O> = O extends { readonly value: Value<infer V> } ? V : boolean;
type AlwaysThere = { readonly default: unknown } | { readonly value: { readonly repeats: true } };

/** The values of the options in a table. */
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

/** Lists that were not given. As commander's defaults, they would appear in the help. */
export function emptyLists(table: OptionTable): Record<string, readonly never[]> {
  const lists = Object.entries(table).filter(([, { value }]) => value?.repeats);
  return Object.fromEntries(lists.map(([name]) => [name, []]));
}

/** The values, including that of each flag that was given without one. As commander's presets, they would appear in the help. */
export function withPresets(
  table: OptionTable,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const alone = Object.entries(table).flatMap(([name, { preset, value }]) =>
    preset !== undefined && given[name] === true ? [[name, value?.parse(preset, undefined as never)]] : [],
  );
  return { ...given, ...Object.fromEntries(alone) };
}
