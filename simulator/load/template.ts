/** Bytes with holes of one width, to be filled with the same digits. */
export interface Template {
  readonly bytes: Buffer;
  readonly holes: readonly number[];
}

/** The template of bytes in which each occurrence of `mark` is a hole. */
export function templateOf(bytes: Buffer, mark: string): Template {
  const holes: number[] = [];
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) holes.push(at);
  return { bytes, holes };
}

/** A copy whose holes are filled with the decimal digits of a number, zeros first. */
export function fill({ bytes, holes }: Template, number: number, width: number): Buffer {
  const filled = Buffer.allocUnsafe(bytes.length);
  bytes.copy(filled);
  let left = number;
  for (let place = width - 1; place >= 0; place -= 1) {
    const digit = 48 + (left % 10);
    left = Math.floor(left / 10);
    for (let n = 0; n < holes.length; n += 1) filled[(holes[n] ?? 0) + place] = digit;
  }
  return filled;
}
