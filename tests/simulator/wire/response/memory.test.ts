import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseMemory } from '../../../../simulator/wire/response/memory.ts';
import type { ReadResult } from '../../../../simulator/wire/response/reader.ts';

const named = (message: string): ReadResult => ({ kind: 'broken', code: 'CLOSED', message });
const cap = 1000;

describe('the memory of parsed responses', () => {
  it('is used only for the same bytes, and is never wrong', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const memory = new ResponseMemory();
        for (const one of texts) {
          expect([undefined, named(one)]).toContainEqual(memory.recall(Buffer.from(one), cap));
          memory.keep(Buffer.from(one), cap, named(one));
          expect(memory.recall(Buffer.from(one), cap)).toEqual(named(one));
        }
      }),
    );
  });

  it('is not used if more or less of a body must be read', () => {
    const memory = new ResponseMemory();
    memory.keep(Buffer.from('a'), cap, named('a'));
    expect(memory.recall(Buffer.from('a'), cap + 1)).toBeUndefined();
  });

  it('does not change when the buffer of the bytes is reused', () => {
    const memory = new ResponseMemory();
    const bytes = Buffer.from('a');
    memory.keep(bytes, cap, named('a'));
    bytes.write('b');
    expect(memory.recall(bytes, cap)).toBeUndefined();
    expect(memory.recall(Buffer.from('a'), cap)).toEqual(named('a'));
  });

  it('keeps at most sixteen lengths, and always the last response', () => {
    const memory = new ResponseMemory();
    const keep = (length: number) => memory.keep(Buffer.alloc(length), cap, named(`${length}`));
    const known = () =>
      Array.from({ length: 30 }, (_, n) => n).filter((length) => memory.recall(Buffer.alloc(length), cap));
    for (let length = 1; length <= 16; length += 1) keep(length);
    keep(16);
    expect(known()).toHaveLength(16);
    keep(17);
    expect(known()).toEqual([17]);
  });

  it.each([
    [4096, true],
    [4097, false],
  ])('keeps responses of %i bytes: %s', (length, isKept) => {
    const memory = new ResponseMemory();
    memory.keep(Buffer.alloc(length), cap, named('long'));
    expect(memory.recall(Buffer.alloc(length), cap) !== undefined).toBe(isKept);
  });
});
