import { main } from './main.ts';
import { exitCodes } from './shared/exit-codes.ts';
import type { World } from './shared/io.ts';

const controller = new AbortController();

/** The first signal ends the run in order, which takes a moment; a second one ends the process. */
function interrupt(): void {
  if (controller.signal.aborted) process.exit(exitCodes.interrupted);
  controller.abort();
}

process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);
// Whoever reads us has gone (`hookswitch rules | head`): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : exitCodes.ownMistake),
);

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
  process.exit(exitCode);
});

/** All that was written has gone out, or never will. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}
