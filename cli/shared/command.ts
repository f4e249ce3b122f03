import { emptyLists, type FlagsOf, type OptionTable, withPresets } from '../../options/option.ts';
import type { Argument, CommandFacts } from './command-facts.ts';
import type { Io } from './io.ts';

interface Call<A extends readonly Argument[], T extends OptionTable> {
  readonly args: { readonly [I in keyof A]: A[I]['name'] extends `<${string}` ? string : string | undefined };
  readonly flags: FlagsOf<T>;
  readonly io: Io;
}

type Definition<A extends readonly Argument[], T extends OptionTable> = CommandFacts & {
  readonly arguments?: A;
  readonly options: T;
  /** Imports the code: help and usage errors are fast because they don't load it. */
  readonly run: (call: Call<A, T>) => Promise<number>;
};

/** A command that can be run. Returns the exit code. */
export interface RunnableCommand extends CommandFacts {
  readonly start: (
    args: readonly (string | undefined)[],
    flags: Readonly<Record<string, unknown>>,
    io: Io,
  ) => Promise<number>;
}

export function command<const A extends readonly Argument[], T extends OptionTable>({
  run,
  ...facts
}: Definition<A, T>): RunnableCommand {
  return {
    ...facts,
    start: (args, given, io) =>
      run({
        args: args as Call<A, T>['args'],
        flags: { ...emptyLists(facts.options), ...withPresets(facts.options, given) } as FlagsOf<T>,
        io,
      }),
  };
}
