/** Bytes with gaps of the same width, to be filled with the same digits. */
export interface Template {
  readonly bytes: Buffer;
  readonly holes: readonly number[];
  readonly width: number;
}

/** A template of these bytes with a gap for each occurrence of `mark`. */
export function templateOf(bytes: Buffer, mark: string): Template {
  const holes: number[] = [];
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) holes.push(at);
  return { bytes, holes, width: mark.length };
}

/** Writes a template into a buffer, with the gaps filled by a number in decimal, padded with zeros. */
export function fillInto(
  { bytes, holes, width }: Template,
  number: number,
  target: Buffer,
  at: number,
): void {
  bytes.copy(target, at);
  let left = number;
  for (let place = at + width - 1; place >= at; place -= 1) {
    const digit = 48 + (left % 10);
    left = Math.floor(left / 10);
    for (let n = 0; n < holes.length; n += 1) target[(holes[n] ?? 0) + place] = digit;
  }
}
