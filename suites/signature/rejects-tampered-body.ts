import fc from 'fast-check';
import { tamperedBody } from '../../simulator/faults/tampered-body.ts';
import { didReport } from '../../simulator/index.ts';
import { expectRefused, given } from '../expect.ts';
import { defineRule } from '../rule.ts';

export const rejectsTamperedBody = defineRule({
  id: 'signature/rejects-tampered-body',
  title: 'refuses a message that was changed after it was signed, at whatever place',
  level: 'must',
  basis: 'documented',
  requirements: ['verify-signature'],
  why: 'Whoever can change a message on its way can assign DIDs and capacity as they like.',
  hint: 'Compute the HMAC over the raw bytes as they arrived, before anything parses them, and refuse with 401 when it differs.',
  needs: ['carriage'],
  async run(ctx) {
    const message = () => [didReport({ sn: ctx.serial(), dids: ctx.dids(2), updateTime: ctx.updateTime() })];
    given(await ctx.deliver(message()));
    await ctx.forAll(change, async ({ kind, at }) => {
      const fault = tamperedBody(`with ${titles[kind]} after signing`, (bytes) => tamper(bytes, kind, at));
      expectRefused(await ctx.deliver(message(), { fault }));
    });
  },
});

const titles = {
  bit: 'one bit changed',
  digit: 'one digit changed',
  removed: 'one byte taken out',
  space: 'one space added',
  newline: 'a newline added at its end',
} as const;

type Kind = keyof typeof titles;

const change = fc.record({
  kind: fc.constantFrom<Kind>('bit', 'digit', 'removed', 'space', 'newline'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

function tamper(bytes: Uint8Array, kind: Kind, share: number): Uint8Array {
  const text = Buffer.from(bytes);
  const at = Math.floor(share * text.length);
  const insert = (index: number, extra: string) =>
    Buffer.concat([text.subarray(0, index), Buffer.from(extra), text.subarray(index)]);
  switch (kind) {
    case 'bit':
      text[at] = (text[at] ?? 0) ^ 1;
      return text;
    case 'digit':
      return changeDigit(text, at);
    case 'removed':
      return Buffer.concat([text.subarray(0, at), text.subarray(at + 1)]);
    case 'space':
      return insert(at, ' ');
    case 'newline':
      return insert(text.length, '\n');
  }
}

/** The first digit at or after the place, else the first of all, becomes another. */
function changeDigit(text: Buffer, from: number): Buffer {
  const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
  const after = text.subarray(from).findIndex(isDigit);
  const at = after < 0 ? text.findIndex(isDigit) : from + after;
  text[at] = 0x30 + (((text[at] ?? 0x30) - 0x30 + 1) % 10);
  return text;
}
