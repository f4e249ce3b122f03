import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addBaseline } from './baseline.ts';
import { addCheck } from './check.ts';
import { addConsole } from './console.ts';
import { addDiff } from './diff.ts';
import { addFixtures } from './fixtures.ts';
import { addInit } from './init.ts';
import { addListen } from './listen.ts';
import type { Done } from './load.ts';
import { addLoad } from './load-command.ts';
import { addReplay } from './replay.ts';
import { addRules } from './rules.ts';
import { addSelfTest } from './self-test.ts';
import { addSend } from './send.ts';
import { addSignAndVerify } from './sign-verify.ts';
import { addWorker } from './worker-command.ts';

/** Every command with its flags, in the order of the help. */
const declarations = [
  addCheck,
  addSend,
  addLoad,
  addWorker,
  addListen,
  addReplay,
  addConsole,
  addFixtures,
  addSignAndVerify,
  addRules,
  addSelfTest,
  addInit,
  addBaseline,
  addDiff,
];

/** Declares the commands; `done` is told the exit code. */
export function addCommands(program: Command, io: Io, done: Done): void {
  for (const declare of declarations) declare(program, io, done);
}
