import { main } from './main.ts';
import { exitCodes } from './shared/exit-codes.ts';
import { catchInterrupts, type Interrupts } from './shared/interrupts/interrupts.ts';
import type { ProcessIo } from './shared/io.ts';

let interrupts: Interrupts | undefined;

// Whoever reads us has gone (`hookswitch rules | head`): there is nobody left to tell. With a terminal that was closed, the run still
// has to be ended in order.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!interrupts?.signal.aborted) process.exit(error.code === 'EPIPE' ? 0 : exitCodes.internalError);
});
process.stderr.on('error', () => {});

const world: ProcessIo = {
  // A command that reads nothing does not open it: that alone costs help some milliseconds.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  // A command that has nothing to end in order leaves signals to the system, which ends it at once.
  get signal() {
    interrupts ??= catchInterrupts();
    return interrupts.signal;
  },
};
main(process.argv.slice(2), world).then(async (exitCode) => {
  await Promise.all([written(process.stdout), written(process.stderr)]);
  // Connections that a hostile receiver keeps, and what Node itself waits for at its end, hold nobody up.
  if (interrupts) interrupts.end(exitCode);
  process.exit(exitCode);
});

/** All that was written has gone out, or never will. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });
}
