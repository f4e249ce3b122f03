import type { IncomingMessage } from 'node:http';

/** How a body arrived. `size` counts all received bytes, kept or not. */
export interface ReadBody {
  readonly kind: 'whole' | 'too-large' | 'no-room' | 'broken-off';
  /** The body, or its beginning. */
  readonly bytes: Buffer;
  readonly size: number;
}

/** How many bytes of bodies are in memory. */
export interface ReadBudget {
  left: number;
}

/** Reads a body up to `maxBytes` and the remaining budget. It uses up the budget; the caller returns it. */
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
    // A disconnect halfway is an error in Node. Here it is data.
    incoming.on('error', () => {});
    incoming.on('data', take);
    incoming.once('end', () => end('whole'));
    incoming.once('close', () => end('broken-off'));
  });
}

/** Reads and drops the rest of a request, up to this many bytes. */
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
