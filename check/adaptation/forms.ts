import { parseForeignJson } from '../../schemas/foreign-json.ts';

/** A report without its array, in the same bytes. Undefined if there is more or less than one. An object stays as it is. Pure. */
export function withoutItsArray(message: unknown): unknown {
  if (message instanceof Uint8Array) return bytesWithoutArray(message);
  if (!Array.isArray(message)) return message;
  return message.length === 1 ? message[0] : undefined;
}

const [open = 0, close = 0, space = 0] = Buffer.from('[] ');

/** With spaces instead of its brackets. Bytes that aren't an array, or aren't JSON, stay as they are. */
function bytesWithoutArray(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  const items = itemsOf(text);
  if (!items) return bytes;
  if (items.length !== 1) return undefined;
  const without = Uint8Array.from(bytes);
  for (const at of [bytes.indexOf(open), bytes.lastIndexOf(close)]) without[at] = space;
  return without;
}

function itemsOf(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = parseForeignJson(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
