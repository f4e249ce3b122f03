import { type Command, Option as CommanderOption, InvalidArgumentError } from 'commander';
import { InvalidValue } from '../../options/invalid-value.ts';
import type { Option } from '../../options/option.ts';
import type { CommandFacts } from './command-facts.ts';

/** Declares a command to commander, inside its parent if it has one; `parents` describes those. */
export function declare(
  program: Command,
  { name, description, arguments: args = [], options, notes }: CommandFacts,
  parents: Readonly<Record<string, string>>,
): Command {
  const words = name.split(' ');
  const own = words.pop() ?? name;
  const declared = words.reduce((parent, word) => parentIn(parent, word, parents), program).command(own);
  declared.description(description);
  for (const { name: argument, help } of args) declared.argument(argument, help);
  for (const option of Object.values(options)) declared.addOption(declaration(option));
  return notes === undefined ? declared : declared.addHelpText('after', notes);
}

function parentIn(parent: Command, name: string, parents: Readonly<Record<string, string>>): Command {
  const known = parent.commands.find((one) => one.name() === name);
  return (
    known ??
    parent
      .command(name)
      .description(parents[name] ?? '')
      .helpCommand(false)
  );
}

function declaration({
  flag,
  help,
  group,
  value,
  default: usual,
  conflicts,
  hidden,
}: Option): CommanderOption {
  const declared = new CommanderOption(flag, help);
  if (value?.choices) declared.choices(value.choices);
  else if (value) declared.argParser(parser(value.parse));
  if (usual !== undefined) declared.default(usual);
  if (group !== undefined) declared.helpGroup(`${group}:`);
  if (conflicts) declared.conflicts([...conflicts]);
  return hidden ? declared.hideHelp() : declared;
}

function parser(parse: (text: string, before: never) => unknown) {
  return (text: string, before: unknown): unknown => {
    try {
      return parse(text, before as never);
    } catch (error) {
      throw error instanceof InvalidValue ? new InvalidArgumentError(error.message) : error;
    }
  };
}
