import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { onTestFinished } from 'vitest';

/** Until the test ends, other processes want four times as many cores as the machine has. */
export function keepCoresBusy(): void {
  const others = Array.from({ length: 4 * availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);']),
  );
  onTestFinished(() => {
    for (const other of others) other.kill('SIGKILL');
  });
}
