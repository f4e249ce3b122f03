import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export const mebibyte = 1024 ** 2;

export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** The heap after garbage collection (MiB). Buffers outside of it are freed later. */
export function heldMebibytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / mebibyte;
}

const freedWithinMs = 100;

/** The same with buffers outside of the heap, after unreferenced ones are freed (MiB). */
export async function heldWithBuffers(): Promise<number> {
  heldMebibytes();
  await sleep(freedWithinMs);
  const held = heldMebibytes();
  return held + process.memoryUsage().arrayBuffers / mebibyte;
}
