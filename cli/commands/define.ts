import type { Command } from 'commander';
import type { RunnableCommand } from '../shared/command.ts';
import { declare } from '../shared/commander.ts';
import type { Io } from '../shared/io.ts';
import { baselineUpdateCommand } from './baseline/define.ts';
import { checkCommand } from './check/define.ts';
import { completionCommand } from './completion/define.ts';
import { consoleCommand } from './console/define.ts';
import { diffCommand } from './diff/define.ts';
import { fixturesCommand } from './fixtures/define.ts';
import { initCommand } from './init/define.ts';
import { listenCommand } from './listen/define.ts';
import { loadCommand } from './load/define.ts';
import { defineReplay } from './replay/define.ts';
import { rulesCommand } from './rules/define.ts';
import { selfTestCommand } from './self-test/define.ts';
import { sendCommand } from './send/define.ts';
import { signCommand } from './sign/define.ts';
import { verifyCommand } from './verify/define.ts';
import { workerCommand } from './worker/define.ts';

/** Every command, in the order of the help. */
export const commands: readonly RunnableCommand[] = [
  checkCommand,
  sendCommand,
  loadCommand,
  workerCommand,
  listenCommand,
  defineReplay,
  consoleCommand,
  fixturesCommand,
  signCommand,
  verifyCommand,
  rulesCommand,
  selfTestCommand,
  initCommand,
  baselineUpdateCommand,
  diffCommand,
  completionCommand,
];

/** What the first words of commands in a group stand for. */
const groups = { baseline: 'known failures, which do not fail a check until they expire' };

/** Declares the commands; `done` is told the exit code. */
export function addCommands(program: Command, io: Io, done: (exitCode: number) => void): void {
  for (const command of commands) {
    const declared = declare(program, command, groups);
    declared.action(async () =>
      done(await command.start(declared.processedArgs, declared.opts(), io, commands)),
    );
  }
}
