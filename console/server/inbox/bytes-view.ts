import { isUtf8 } from 'node:buffer';
import { wholeCharacters } from '../../../text/formats/whole-characters.ts';
import type { ShownBytes } from '../api/types.ts';

/** How many bytes of a body are stored. */
const keptBytes = 256 * 1024;

/** What is stored of a body. */
interface Extent {
  /** The whole size (bytes). */
  readonly size: number;
  /** Whether all of it is stored. */
  readonly isWhole: boolean;
}

/** Bytes as text if they are UTF-8, otherwise in Base64. Pure. */
export function bytesView(bytes: Buffer, { size, isWhole }: Extent): ShownBytes {
  const kept = bytes.subarray(0, keptBytes);
  const isCut = !isWhole || kept.length < bytes.length;
  const text = isCut ? wholeCharacters(kept) : kept;
  const written = isUtf8(text)
    ? { encoding: 'text' as const, data: text.toString('utf8') }
    : { encoding: 'base64' as const, data: kept.toString('base64') };
  return { ...written, size, ...(isCut ? { isCut } : {}) };
}
