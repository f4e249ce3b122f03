import { heldWithBuffers, mebibyte } from '../held-memory.ts';
import { startInboxTarget, startListenTarget } from './fuzz-target.ts';

/** The memory of `listen` and the console's inbox. */
export interface ListenerMemory {
  /** After garbage collection (MiB). */
  readonly held: number;
  /** The maximum since they started to listen (MiB of RSS). */
  readonly grownAtMost: number;
}

// A separate process, so that only the listeners' memory counts and not the sender's.
const lookMs = 20;
const targets = [await startListenTarget(() => {}), await startInboxTarget(() => {})];
const before = process.memoryUsage.rss();
let most = before;
setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, lookMs);
process.on('message', async () => {
  const grownAtMost = (most - before) / mebibyte;
  const memory: ListenerMemory = { grownAtMost, held: await heldWithBuffers() };
  process.send?.(memory);
});
process.on('disconnect', () => process.exit());
process.send?.(targets.map(({ port }) => port));
