const slabBytes = 64 * 1024;

let slab = Buffer.alloc(0);
let taken = 0;

/**
 * Bytes to write, cut from a larger slab. `Buffer.allocUnsafe` does this too, but its slabs of 8 KB hold only four requests, and collecting
 * that many costs a fifth of the time. Keeping any of the bytes keeps the whole slab.
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
