#!/usr/bin/env node
import { whyNotWritten } from '../text/errors/system-error.ts';
import { main } from './main.ts';
import { exitCodes } from './shared/exit-codes.ts';
import { catchInterrupts, type Interrupts } from './shared/interrupts/interrupts.ts';
import type { ProcessIo } from './shared/io.ts';

let interrupts: Interrupts | undefined;

/** Commands whose only result is their output. Others must finish, because their exit code and reports are the result. */
const endsWithoutReader = ['listen', 'console', 'docs', 'fixtures'];

// If the terminal was closed, the run must still end cleanly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (interrupts?.signal.aborted) return;
  if (error.code !== 'EPIPE') {
    process.stderr.write(
      `hookswitch: standard output cannot be written (${whyNotWritten(error)}); write it elsewhere\n`,
    );
    process.exit(exitCodes.usageError);
  }
  if (endsWithoutReader.includes(process.argv[2] ?? '')) process.exit(process.exitCode ?? exitCodes.passed);
});
process.stderr.on('error', () => {});

const processIo: ProcessIo = {
  // Commands that read nothing don't open it: that alone costs help some milliseconds.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  // A command without cleanup leaves signals to the system, which ends it at once.
  get signal() {
    interrupts ??= catchInterrupts();
    return interrupts.signal;
  },
};
main(process.argv.slice(2), processIo).then(async (exitCode) => {
  process.exitCode = exitCode;
  await Promise.all([written(process.stdout), written(process.stderr)]);
  // Open connections to a hostile receiver, and Node's own handles, must not delay the exit.
  if (interrupts) interrupts.end(exitCode);
  process.exit(exitCode);
});

/** All output was written, or never will be. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });
}
