import { Command, CommanderError } from 'commander';
import { toolVersion } from '../text/version.ts';
import { nearest } from '../text/words/nearest.ts';
import { addCommands, commands } from './commands/commands.ts';
import { exitCodeOfError, exitCodes } from './shared/exit-codes.ts';
import { type Io, ioOf, type ProcessIo } from './shared/io.ts';

const notes = `
Examples:
  hookswitch demo                                   fix a small broken receiver from its findings
  hookswitch check http://localhost:3000/webhook    check your receiver
  hookswitch send http://localhost:3000/webhook     send it a message

hookswitch help COMMAND shows the options of a command. hookswitch docs serves the documentation.`;

/** Runs the command line and returns the exit code, without ending the process. */
export async function main(argv: readonly string[], processIo: ProcessIo): Promise<number> {
  const io = ioOf(processIo);
  const [first, ...others] = argv;
  if (first === '__complete')
    return (await import('./commands/completion/complete.ts')).complete(others, commands, io);
  let exitCode: number = exitCodes.passed;
  const program = new Command('hookswitch')
    .description('Contract tests and a simulator for receivers of Yeastar Central Management (YCM) webhooks.')
    .version(toolVersion, '-V, --version', 'print the version')
    .usage('<command> [options]')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trimEnd() })
    .addHelpText('after', notes)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) =>
        write(`hookswitch: ${withNextStep(text.replace(/^error: /, ''), program, argv)}`),
    });
  const done = (code: number) => {
    exitCode = code;
  };
  addCommands(program, io, done, argv);
  program.helpCommand('help [command]', 'show the options and examples of a command');
  try {
    await program.parseAsync(wordsOf(argv, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, io);
  }
}

/** commander's `help` takes one name, but some commands have two, and it ignores unknown names. */
function wordsOf(argv: readonly string[], { commands }: Command): string[] {
  const [first, name, ...others] = argv;
  if (first !== 'help' || name === undefined) return [...argv];
  return commands.some((one) => one.name() === name) ? [name, ...others, '--help'] : [name];
}

function argumentsOf({ registeredArguments }: Command): string {
  return registeredArguments
    .map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
    .join(' ');
}

/** The fix for missing, extra or unknown words. commander names only the problem. */
function withNextStep(text: string, program: Command, argv: readonly string[]): string {
  const sentence = text.trimEnd().replace(/\.$/, '');
  const { path, command } = namedBy(argv, program);
  if (/^(missing required argument|too many arguments)/.test(text))
    return `${sentence}; usage: ${path} ${command.usage()}\n`;
  const [, kind, word = ''] = /^unknown (command|option) '(.*)'\n$/.exec(text) ?? [];
  if (kind === undefined) return text;
  const meant = nearest(word, kind === 'command' ? namesIn(command) : flagsOf(command));
  return meant === undefined
    ? `${sentence}; ${path} --help shows all\n`
    : `${sentence}\n(Did you mean ${meant}?)\n`;
}

function namesIn({ commands }: Command): string[] {
  return commands.map((one) => one.name());
}

function flagsOf({ options }: Command): string[] {
  return options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []));
}

/** The command of the first words. */
function namedBy(
  [word, ...others]: readonly string[],
  command: Command,
  path: string = command.name(),
): { readonly path: string; readonly command: Command } {
  const named = command.commands.find((one) => one.name() === word);
  return named ? namedBy(others, named, `${path} ${named.name()}`) : { path, command };
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.usageError;
  const exitCode = exitCodeOfError(error);
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : message;
  const isOurs = exitCode === exitCodes.internalError;
  io.stderr.write(`hookswitch: ${isOurs ? `internal error, please report it:\n${stack}` : message}\n`);
  return exitCode;
}
