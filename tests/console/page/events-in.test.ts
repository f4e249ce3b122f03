import { expect, it } from 'vitest';
import { serverEventsIn } from '../../../console/page/events-in.ts';

/** The events in bytes that arrive in chunks of this size. */
async function read(text: string, pieceSize: number): Promise<string[]> {
  const bytes = Buffer.from(text);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += pieceSize)
        controller.enqueue(bytes.subarray(at, at + pieceSize));
      controller.close();
    },
  });
  const found: string[] = [];
  for await (const data of serverEventsIn(body)) found.push(data);
  return found;
}

it.each([1, 2, 3, 7, 1000])('finds events in chunks of %i bytes, and ignores comments', async (pieceSize) => {
  const text = 'retry: 1000\n\ndata: {"a":"ü…😀"}\n\n: here\n\ndata: {"b":1}\n\ndata: {"half';
  expect(await read(text, pieceSize)).toEqual(['{"a":"ü…😀"}', '{"b":1}']);
});
