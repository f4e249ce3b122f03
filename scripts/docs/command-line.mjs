import { Command } from 'commander';
import { configuration } from './configuration.mjs';
import { banner, code, plain, table } from './markdown.mjs';

/** docs/command-line.md: every command with its flags, then what flags refer to. */
export function commandLinePage(sources) {
  const program = new Command('hookswitch');
  sources.addCommands(program, {}, () => {});
  return [
    banner,
    '# Command line',
    intro(program),
    ...commandsOf(program).flatMap(commandSection),
    ...configuration(sources),
    '## Faults',
    'A fault is one deliberate deviation of the sender: `npx hookswitch send URL --fault NAME`.',
    table(
      ['fault', 'sends a message'],
      sources.faults.map(({ name, title }) => [code(name), plain(title)]),
    ),
    '',
  ].join('\n\n');
}

function intro(program) {
  const links = commandsOf(program)
    .map((command) => `[${nameOf(command)}](#${nameOf(command).replaceAll(' ', '-')})`)
    .join(', ');
  return [
    `Commands: ${links}. Then come [the configuration file](#the-configuration-file), [the profile](#the-profile) and [faults](#faults).`,
    '`npx hookswitch COMMAND --help` says the same. Results go to standard output; where they are data (`--json`, `--report …=-`), what is said to people goes to standard error. There are no colours and no moving lines outside a terminal, or with `NO_COLOR`. Exit codes are in [Getting started](getting-started.md#what-the-exit-code-says).',
  ].join('\n\n');
}

/** What can be run: of a command that has commands, those. */
function commandsOf({ commands }) {
  return commands.flatMap((command) => (command.commands.length > 0 ? commandsOf(command) : [command]));
}

/** With the command that it is of: `baseline update`. */
function nameOf(command) {
  const { parent } = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

function commandSection(command) {
  const names = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  const help = command.createHelp();
  const rows = [
    ...command.registeredArguments.map((argument, n) => [code(names[n]), plain(argument.description)]),
    ...help
      .visibleOptions(command)
      .filter((option) => option.long !== '--help')
      .map((option) => [code(option.flags), optionMeaning(option)]),
  ];
  return [
    `## ${nameOf(command)}`,
    `${code(['hookswitch', nameOf(command), '[flags]', ...names].join(' '))}: ${plain(command.description())}.`,
    table(['argument or flag', 'meaning'], rows),
    ...textAfter(command),
  ];
}

function optionMeaning({ description, argChoices = [], defaultValue }) {
  const given = Array.isArray(defaultValue) ? undefined : defaultValue;
  const isTold = argChoices.every((choice) => description.includes(choice));
  return [
    plain(description),
    ...(isTold ? [] : [`: ${argChoices.map(code).join(', ')}`]),
    ...(given === undefined ? [] : [` (default ${code(String(given))})`]),
  ].join('');
}

/** Examples and notes: what help prints below the flags. */
function textAfter(command) {
  let printed = '';
  const write = (text) => {
    printed += text;
  };
  command.configureOutput({ writeOut: write }).outputHelp();
  const after = printed.slice(command.helpInformation().length).trim();
  return after === '' ? [] : [`\`\`\`\n${after}\n\`\`\``];
}
