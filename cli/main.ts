import { Command, CommanderError } from 'commander';
import { toolVersion } from '../suites/version.ts';
import { addCommands } from './define/index.ts';
import { exitCodeOfError, exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Runs the command line and gives the exit code; the process itself is left alone. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.met;
  const program = new Command('hookswitch')
    .description('Contract tests and a simulator for receivers of Yeastar Central Management (YCM) webhooks.')
    .version(toolVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`hookswitch: ${text.replace(/^error: /, '')}`),
    });
  addCommands(program, io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, io);
  }
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    const isAnswer = error.exitCode === 0;
    return isAnswer ? exitCodes.met : exitCodes.wrongUse;
  }
  const exitCode = exitCodeOfError(error);
  const message = error instanceof Error ? error.message : String(error);
  if (exitCode !== exitCodes.ownMistake) {
    io.stderr.write(`hookswitch: ${message}\n`);
  } else {
    const stack = error instanceof Error ? error.stack : message;
    io.stderr.write(`hookswitch: this is a mistake of Hookswitch itself, please report it:\n${stack}\n`);
  }
  return exitCode;
}
