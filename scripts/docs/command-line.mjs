import { Command } from 'commander';
import { banner, code, plain, sentence, table } from './markdown.mjs';

/** docs/command-line.md, the list of commands, and a page for each. */
export function commandLinePages(sources) {
  const program = new Command('hookswitch');
  sources.addCommands(program, {}, () => {});
  const commands = commandsOf(program);
  return {
    'docs/command-line.md': overview(commands),
    ...Object.fromEntries(commands.map((command) => [`docs/${pageOf(command)}`, commandPage(command)])),
  };
}

function overview(commands) {
  const headings = [...new Set(commands.map(headingOf))];
  return [
    banner,
    '# Command line',
    'Find the command for a task. Each one has a page with its options, examples and exit codes.',
    '```sh\nnpx hookswitch --help\nnpx hookswitch help check\n```',
    ...headings.flatMap((heading) => [
      `## ${heading}`,
      table(
        ['command', 'what it does'],
        commands
          .filter((command) => headingOf(command) === heading)
          .map((command) => [`[${nameOf(command)}](${pageOf(command)})`, plain(command.description())]),
      ),
    ]),
    '## For all commands',
    [
      '- Options of `check` can be in a [configuration file](configuration.md).',
      '- Results go to standard output. If they are data (`--json`, `--report …=-`), messages for people go to standard error.',
      '- Outside a terminal, output has no colors and no progress line. `NO_COLOR` turns off only the colors.',
      '- Exit codes are listed in [In CI](ci.md#exit-codes), and the [faults](faults.md) of `send` on their own page.',
    ].join('\n'),
    '',
  ].join('\n\n');
}

/** Commands that can be run, including those in groups. */
function commandsOf({ commands }) {
  return commands.flatMap((command) => (command.commands.length > 0 ? commandsOf(command) : [command]));
}

/** The name of a command with its group: `baseline update`. */
function nameOf(command) {
  const { parent } = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

function headingOf(command) {
  const { parent } = command;
  return parent?.parent ? headingOf(parent) : command.helpGroup().replace(/:$/, '');
}

/** The page of a command, relative to docs/. */
function pageOf(command) {
  return `commands/${nameOf(command).replaceAll(' ', '-')}.md`;
}

function commandPage(command) {
  const names = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  const usage = ['hookswitch', nameOf(command), '[options]', ...names].join(' ');
  const [example, ...notes] = textAfter(command);
  return [
    banner,
    `# hookswitch ${nameOf(command)}`,
    sentence(plain(command.description())),
    `\`\`\`\n${usage}\n\`\`\``,
    ...argumentTable(command, names),
    ...optionTables(command),
    ...(example === undefined ? [] : ['## Notes and examples', example, ...notes]),
    '[All commands](../command-line.md)',
    '',
  ].join('\n\n');
}

function argumentTable({ registeredArguments }, names) {
  const rows = registeredArguments.map(({ description }, n) => [code(names[n]), plain(description)]);
  return rows.length === 0 ? [] : [table(['argument', 'meaning'], rows)];
}

/** Under the headings of the help. */
function optionTables(command) {
  const options = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
  const headings = [...new Set(options.map(({ helpGroupHeading }) => helpGroupHeading ?? 'Options:'))];
  return headings.flatMap((heading) => [
    `## ${heading.replace(/:$/, '')}`,
    table(
      ['option', 'meaning'],
      options
        .filter(({ helpGroupHeading = 'Options:' }) => helpGroupHeading === heading)
        .map((option) => [code(option.flags), optionMeaning(option)]),
    ),
  ]);
}

function optionMeaning({ description, argChoices = [], defaultValue }) {
  const given = Array.isArray(defaultValue) ? undefined : defaultValue;
  const isListed = argChoices.every((choice) => description.includes(choice));
  return [
    plain(description),
    ...(isListed ? [] : [`: ${argChoices.map(code).join(', ')}`]),
    ...(given === undefined ? [] : [` (default ${code(String(given))})`]),
  ].join('');
}

/** Examples and notes, which help prints after the options. */
function textAfter(command) {
  let printed = '';
  const write = (text) => {
    printed += text;
  };
  command.configureOutput({ writeOut: write }).outputHelp();
  const after = printed.slice(command.helpInformation().length).trim();
  return after === '' ? [] : [`\`\`\`\n${after}\n\`\`\``];
}
