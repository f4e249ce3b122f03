import type { Completes, OptionTable } from './options/option.ts';

export interface Argument {
  /** `<file>`, or `[url]` when it may be missing. */
  readonly name: string;
  readonly help: string;
  readonly completes?: Completes;
}

/** What a command is, without what it does. */
export interface CommandFacts {
  /** Of a command in a group both: `baseline update`. */
  readonly name: string;
  readonly description: string;
  readonly arguments?: readonly Argument[];
  readonly options: OptionTable;
  /** Below the options in its help: notes, examples, exit codes. */
  readonly notes?: string;
}
