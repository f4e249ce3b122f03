import { heldWithBuffers, mebibyte } from '../held-memory.ts';
import { startInboxTarget, startListenTarget } from './fuzz-target.ts';

/** What `listen` and the console's inbox take up. */
export interface ListenerMemory {
  /** When all garbage is collected (MiB). */
  readonly held: number;
  /** At any time since they began to listen (MiB of RSS). */
  readonly grownAtMost: number;
}

// The program of a process that does nothing else: what it takes up is theirs, and not that of the sender of the requests.
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
