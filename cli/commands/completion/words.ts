import type { CommandFacts } from '../../shared/command-facts.ts';
import { longFlagOf, type Option } from '../../shared/options/option.ts';
import { type Offer, offerOf } from './offers.ts';

export interface Flag {
  readonly long: string;
  readonly short: string | undefined;
  readonly help: string;
  readonly repeats: boolean;
  /** The value of the flag; a switch has none, nor has a flag that may stand alone. */
  readonly offer: Offer | undefined;
}

export interface Position {
  readonly name: string;
  readonly offer: Offer;
}

/** Everything that can follow a command. */
export interface CommandWords {
  /** `baseline update`. */
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  readonly positions: readonly Position[];
}

export const helpFlag: Flag = {
  long: '--help',
  short: '-h',
  help: 'print this help',
  repeats: false,
  offer: undefined,
};

export function wordsOf({ name, description, options, arguments: args = [] }: CommandFacts): CommandWords {
  const visible = Object.values(options).filter(({ hidden }) => !hidden);
  return {
    name,
    description,
    flags: [...visible.map(flagOf), helpFlag],
    positions: args.map((argument) => ({
      name: argument.name.replace(/[<>[\]]/g, ''),
      offer: offerOf(argument.completes),
    })),
  };
}

/** The words of groups, such as `baseline`, and the words that follow each. */
export function groupsOf(commands: readonly CommandWords[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name } of commands) {
    const [first = '', second] = name.split(' ');
    if (second !== undefined) groups.set(first, [...(groups.get(first) ?? []), second]);
  }
  return groups;
}

/** The first word of each command, and what it does. */
export function firstWordsOf(commands: readonly CommandWords[]): { word: string; help: string }[] {
  const groups = groupsOf(commands);
  const words = new Set(commands.map(({ name }) => name.split(' ')[0] ?? name));
  return [...words].map((word) => {
    const command = commands.find(({ name }) => name === word);
    return { word, help: command?.description ?? `with ${groups.get(word)?.join(' or ')}` };
  });
}

function flagOf({ flag, help, value, preset }: Option): Flag {
  const names = flag.split(/[ ,]+/);
  return {
    long: longFlagOf(flag),
    short: names.find((name) => /^-\w$/.test(name)),
    help,
    repeats: value?.repeats === true,
    offer: value && preset === undefined ? offerOf(value.completes) : undefined,
  };
}
