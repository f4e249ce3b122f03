import type { IncomingMessage } from 'node:http';

/** How a body arrived. `size` counts what arrived, kept or not. */
export interface ReadBody {
  readonly kind: 'whole' | 'too-large' | 'no-room' | 'broken-off';
  /** The body, or its beginning. */
  readonly bytes: Buffer;
  readonly size: number;
}

/** The bodies that are held at once, in bytes. */
export interface ReadBudget {
  left: number;
}

/** Reads a body up to `maxBytes`, or to what is left of the budget, which it takes; whoever called gives it back. */
export function readBody(incoming: IncomingMessage, maxBytes: number, budget: ReadBudget): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (kind: ReadBody['kind']) => {
      incoming.off('data', take);
      resolve({ kind, bytes: Buffer.concat(chunks), size });
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) return end('too-large');
      if (budget.left < chunk.length) return end('no-room');
      budget.left -= chunk.length;
      chunks.push(chunk);
    };
    // Whoever goes away in the middle is an error to Node, and a fact to us.
    incoming.on('error', () => {});
    incoming.on('data', take);
    incoming.once('end', () => end('whole'));
    incoming.once('close', () => end('broken-off'));
  });
}

/** Lets go by what more a sender sends, until it ends or has sent this much. */
export function discard(incoming: IncomingMessage, maxBytes: number): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) resolve();
    });
    incoming.once('end', resolve);
    incoming.once('close', resolve);
    incoming.resume();
  });
}
