import { exitCodes } from './exit-codes.ts';
import { main } from './main.ts';

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

const { stdin, stdout, stderr, env } = process;
main(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  cwd: process.cwd(),
  signal: controller.signal,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
