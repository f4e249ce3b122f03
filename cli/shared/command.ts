import type { Argument, CommandFacts } from './command-facts.ts';
import type { Io } from './io.ts';
import { emptyLists, type FlagsOf, type OptionTable, withPresets } from './options/option.ts';

type Commands = typeof import('../commands/index.ts');

interface Call<A extends readonly Argument[], T extends OptionTable> {
  readonly args: { readonly [I in keyof A]: A[I]['name'] extends `<${string}` ? string : string | undefined };
  readonly flags: FlagsOf<T>;
  readonly io: Io;
  readonly all: readonly CommandFacts[];
}

type Definition<A extends readonly Argument[], T extends OptionTable> = CommandFacts & {
  readonly arguments?: A;
  readonly options: T;
  readonly run: (commands: Commands, call: Call<A, T>) => Promise<number>;
};

/** A command that can be run. Returns the exit code. */
export interface RunnableCommand extends CommandFacts {
  readonly start: (
    args: readonly (string | undefined)[],
    flags: Readonly<Record<string, unknown>>,
    io: Io,
    all: readonly CommandFacts[],
  ) => Promise<number>;
}

/** Its code is loaded only when it runs, so help and usage errors are fast. */
export function command<const A extends readonly Argument[], T extends OptionTable>({
  run,
  ...facts
}: Definition<A, T>): RunnableCommand {
  return {
    ...facts,
    async start(args, given, io, all) {
      const flags = { ...emptyLists(facts.options), ...withPresets(facts.options, given) } as FlagsOf<T>;
      return run(await import('../commands/index.ts'), { args: args as Call<A, T>['args'], flags, io, all });
    },
  };
}
