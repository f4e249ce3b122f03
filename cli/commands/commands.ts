import type { Command } from 'commander';
import type { RunnableCommand } from '../shared/command.ts';
import { declare } from '../shared/commander.ts';
import type { Io } from '../shared/io.ts';
import { baselineUpdateCommand } from './baseline/command.ts';
import { checkCommand } from './check/command.ts';
import { completionCommand } from './completion/command.ts';
import { consoleCommand } from './console/command.ts';
import { demoCommand } from './demo/command.ts';
import { diffCommand } from './diff/command.ts';
import { docsCommand } from './docs/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { fixturesCommand } from './fixtures/command.ts';
import { initCommand } from './init/command.ts';
import { listenCommand } from './listen/command.ts';
import { loadCommand } from './load/command.ts';
import { replayCommand } from './replay/command.ts';
import { rulesCommand } from './rules/command.ts';
import { sendCommand } from './send/command.ts';
import { signCommand } from './sign/command.ts';
import { verifyCommand } from './verify/command.ts';
import { workerCommand } from './worker/command.ts';

/** All commands, under their headings of the help. */
const commandGroups: Readonly<Record<string, readonly RunnableCommand[]>> = {
  Check: [checkCommand, demoCommand, doctorCommand, rulesCommand, loadCommand, workerCommand],
  'Send and inspect': [sendCommand, replayCommand, listenCommand, verifyCommand, consoleCommand],
  Generate: [initCommand, fixturesCommand, signCommand],
  Maintain: [baselineUpdateCommand, diffCommand, completionCommand, docsCommand],
};

export const commands = Object.values(commandGroups).flat();

/** The description of the first word of commands such as `baseline update`. */
const parents = { baseline: 'accept known failures until they expire' };

/**
 * Declares the commands; `done` gets the exit code. With `argv`, only the commands whose first word is in it get their options, so
 * that every start is faster.
 */
export function addCommands(
  program: Command,
  io: Io,
  done: (exitCode: number) => void,
  argv?: readonly string[],
): void {
  for (const [heading, members] of Object.entries(commandGroups)) {
    program.commandsGroup(`${heading}:`);
    for (const command of members) {
      const [word = command.name] = command.name.split(' ');
      const isNamed = argv?.includes(word) ?? true;
      const declared = declare(program, isNamed ? command : { ...command, options: {} }, parents);
      declared.action(async () => done(await command.start(declared.processedArgs, declared.opts(), io)));
    }
  }
}
