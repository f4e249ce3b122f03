import type { Command } from 'commander';
import type { Io } from '../shared/io.ts';
import type { Done } from '../shared/lazy.ts';
import { addBaseline } from './baseline/define.ts';
import { addCheck } from './check/define.ts';
import { addConsole } from './console/define.ts';
import { addDiff } from './diff/define.ts';
import { addFixtures } from './fixtures/define.ts';
import { addInit } from './init/define.ts';
import { addListen } from './listen/define.ts';
import { addLoad } from './load/define.ts';
import { addReplay } from './replay/define.ts';
import { addRules } from './rules/define.ts';
import { addSelfTest } from './self-test/define.ts';
import { addSend } from './send/define.ts';
import { addSignAndVerify } from './sign/define.ts';
import { addWorker } from './worker/define.ts';

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
