const pageBytes = 4096;

/** Bytes as a bad disk, a truncated transfer or an attacker leaves them. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  const upTo = (limit: number) => Math.floor(random() * limit);
  // Half of the time at the beginning.
  const place = () => (random() < 0.5 ? upTo(Math.min(bytes.length, 2 * pageBytes)) : upTo(bytes.length));
  const copy = Buffer.from(bytes);
  switch (upTo(6)) {
    case 0:
      for (let left = 1 + upTo(20); left > 0; left -= 1) {
        const at = place();
        copy[at] = (copy[at] ?? 0) ^ (1 << upTo(8));
      }
      return copy;
    case 1:
      for (let left = 1 + upTo(8); left > 0; left -= 1) copy[place()] = upTo(256);
      return copy;
    case 2:
      return copy.subarray(0, upTo(copy.length));
    case 3: {
      const at = place();
      return copy.fill(upTo(2) * 255, at, Math.min(copy.length, at + upTo(600)));
    }
    case 4: {
      const [to, from] = [upTo(copy.length / pageBytes), upTo(copy.length / pageBytes)];
      bytes.copy(copy, to * pageBytes, from * pageBytes, (from + 1) * pageBytes);
      return copy;
    }
    default: {
      const at = place();
      const inserted = Buffer.from(Array.from({ length: upTo(40) }, () => upTo(256)));
      return Buffer.concat([copy.subarray(0, at), inserted, copy.subarray(at + upTo(40))]);
    }
  }
}
