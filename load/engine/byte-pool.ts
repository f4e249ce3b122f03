const slabBytes = 64 * 1024;

let slab = Buffer.alloc(0);
let taken = 0;

/**
 * Bytes that are about to be written, cut from a larger piece as `Buffer.allocUnsafe` does: its pieces of 8 KB hold no more than four
 * requests, and to collect so many costs a fifth of the time. Whoever keeps them keeps the whole piece.
 */
export function takeBytes(size: number): Buffer {
  if (size > slabBytes / 4) return Buffer.allocUnsafe(size);
  if (taken + size > slab.length) {
    slab = Buffer.allocUnsafeSlow(slabBytes);
    taken = 0;
  }
  const bytes = slab.subarray(taken, taken + size);
  taken += size;
  return bytes;
}
