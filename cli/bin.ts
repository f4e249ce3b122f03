import { main } from './main.ts';
import { exitCodes } from './shared/exit-codes.ts';
import { exitCodeOfInterruption, type Interruption, interruptions } from './shared/interruption.ts';
import type { World } from './shared/io.ts';

const controller = new AbortController();

let interruptedBy: Interruption | undefined;

/** The first signal ends the run in order, which takes a moment; a second one ends the process. */
function interrupt(by: Interruption): void {
  if (interruptedBy !== undefined)
    process.exit(exitCodeOfInterruption(interruptedBy) ?? exitCodes.interrupted);
  interruptedBy = by;
  controller.abort();
}

for (const by of interruptions) process.on(by, () => interrupt(by));
// Whoever reads us has gone (`hookswitch rules | head`): there is nobody left to tell. With a terminal that was closed, the run still
// has to be ended in order.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (interruptedBy === undefined) process.exit(error.code === 'EPIPE' ? 0 : exitCodes.ownMistake);
});
process.stderr.on('error', () => {});

const world: World = {
  // A command that reads nothing does not open it: that alone costs help some milliseconds.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: controller.signal,
};
main(process.argv.slice(2), world).then(async (exitCode) => {
  await Promise.all([written(process.stdout), written(process.stderr)]);
  // Connections that a hostile receiver keeps, and what Node itself waits for at its end, hold nobody up.
  process.exit(exitCodeOfInterruption(interruptedBy) ?? exitCode);
});

/** All that was written has gone out, or never will. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });
}
