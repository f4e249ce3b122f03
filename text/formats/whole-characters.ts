import { isUtf8 } from 'node:buffer';

/** The longest character, minus one byte. */
const maxOfCharacter = 3;

/** The bytes without a final character that was cut in two; unchanged if the rest isn't UTF-8. */
export function wholeCharacters(bytes: Buffer): Buffer {
  for (let less = 0; less <= maxOfCharacter; less += 1) {
    const shorter = bytes.subarray(0, bytes.length - less);
    if (isUtf8(shorter)) return shorter;
  }
  return bytes;
}
