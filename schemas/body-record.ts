import { isUtf8 } from 'node:buffer';
import type { BodyRecord } from './generated/types.ts';

/** A body as a report or a recording keeps it: as text if it is UTF-8, otherwise in Base64. `size` is that of the whole body. */
export function bodyRecord(kept: Buffer, size = { bytes: kept.length, truncated: false }): BodyRecord {
  return isUtf8(kept)
    ? { text: kept.toString('utf8'), ...size }
    : { base64: kept.toString('base64'), ...size };
}

/** The recorded bytes. */
export function bodyBytes(body: BodyRecord): Buffer {
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}
