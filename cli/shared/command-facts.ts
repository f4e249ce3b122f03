import type { Completes, OptionTable } from '../../options/option.ts';

export interface Argument {
  /** `<file>`, or `[url]` if optional. */
  readonly name: string;
  readonly help: string;
  readonly completes?: Completes;
}

/** A command's description, without its code. */
export interface CommandFacts {
  /** Both words of a command in a group: `baseline update`. */
  readonly name: string;
  readonly description: string;
  readonly arguments?: readonly Argument[];
  readonly options: OptionTable;
  /** Shown after the options in its help: notes, examples, exit codes. */
  readonly notes?: string;
}
