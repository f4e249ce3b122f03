import type { Fault } from './fault.ts';

/** The message, changed after it was signed. The default flips one bit in the middle. */
export function tamperedBody(
  title = 'with one bit of the body changed after signing',
  change: (message: Uint8Array) => Uint8Array = flipMiddleBit,
): Fault {
  return {
    name: 'tampered-body',
    title,
    rewrite: (request) => ({ ...request, message: change(request.message) }),
  };
}

function flipMiddleBit(message: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(message);
  const at = changed.length >> 1;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
