import fc from 'fast-check';
import { expectAcknowledged, expectRefused, given } from '../../runner/context/expect.ts';
import type { Sent } from '../../runner/context/sent.ts';
import { defineRule } from '../../runner/rule.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';
import { didReport } from '../../simulator/index.ts';

export const refusesCalmly = defineRule({
  id: 'signature/refuses-calmly',
  title: 'refuses a malformed signature with a 4xx, and goes on serving',
  level: 'must',
  basis: 'derived',
  requirements: ['verify-signature'],
  why: 'Anyone on the internet can send a signature: one that makes the receiver throw is a way to switch it off.',
  hint: 'Compare bytes, and their lengths first, then answer 401: timingSafeEqual throws on other lengths, hmac.compare_digest on non-ASCII text.',
  inProduction:
    'In Node, timingSafeEqual throws when the lengths differ. Where nobody catches that, one line of curl ends the process, as often as somebody sends it; where somebody does, the log fills with 500s and the pager rings.',
  tried:
    'After a genuine message, sends messages whose signature is other text, Base64 of another length, non-ASCII text, text with control characters, or 16 KiB long; then generated ones of these kinds. Each has to be answered with a 4xx. For control characters and the long one the HTTP server may close the connection instead. At the end a genuine message has to be acknowledged.',
  lesson: 'compare-in-full',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    const message = () => [didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime: ctx.updateTime() })];
    const refuses = async ({ kind, value }: Malformed) => {
      expectRefusedOrUnread(
        kind,
        await ctx.deliver(message(), { fault: malformedSignature(malformedTitles[kind], value) }),
      );
    };
    given(await ctx.deliver(message()));
    await Promise.all(malformedValues.map(refuses));
    await ctx.forAll(malformed, refuses);
    const note = 'a genuine message after several with malformed signatures';
    expectAcknowledged(ctx, await ctx.deliver(message(), { note }));
  },
});

export const malformedTitles = {
  text: 'whose signature is other text',
  length: 'whose signature is Base64 of another length',
  'non-ascii': 'whose signature has non-ASCII characters',
  control: 'whose signature has control characters',
  long: 'whose signature has 16 KiB',
} as const;

type Kind = keyof typeof malformedTitles;

interface Malformed {
  readonly kind: Kind;
  /** One Latin-1 character a byte; no CR or LF, which would end the header, and not only tabs, which are none of it. */
  readonly value: string;
}

export const malformedValues: readonly Malformed[] = [
  { kind: 'text', value: '=' },
  { kind: 'text', value: '*'.repeat(44) },
  { kind: 'text', value: '{"signature":[null]}' },
  { kind: 'length', value: 'QUJD' },
  { kind: 'length', value: 'QUJD'.repeat(100) },
  { kind: 'non-ascii', value: 'é'.repeat(44) },
  { kind: 'control', value: `${'A'.repeat(20)}\0${'A'.repeat(22)}=` },
  { kind: 'long', value: 'A'.repeat(16 * 1024) },
];

const text = (unit: fc.Arbitrary<string>) => fc.string({ unit, minLength: 1, maxLength: 60 });
const code = (min: number, max: number) => fc.integer({ min, max }).map((unit) => String.fromCharCode(unit));
const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 90 })
  .filter((bytes) => bytes.length !== 32)
  .map((bytes) => Buffer.from(bytes).toString('base64'));

export const malformed: fc.Arbitrary<Malformed> = fc.oneof(
  drawn('text', text(code(0x21, 0x7e))),
  drawn('length', base64),
  drawn('non-ascii', text(code(0xa0, 0xff))),
  drawn(
    'control',
    text(code(0x01, 0x1f).filter((unit) => unit !== '\r' && unit !== '\n')).filter((value) =>
      /[^\t]/.test(value),
    ),
  ),
);

function drawn(kind: Kind, value: fc.Arbitrary<string>): fc.Arbitrary<Malformed> {
  return fc.record({ kind: fc.constant(kind), value });
}

/**
 * Control characters and very long headers are often not for the receiver's code to see: HTTP servers answer 400 or 431 themselves,
 * and some close the connection before that answer can be read.
 */
function expectRefusedOrUnread(kind: Kind, sent: Sent): void {
  const mayClose = kind === 'control' || kind === 'long';
  const { outcome } = sent;
  if (mayClose && outcome.kind === 'connection-failed' && outcome.phase !== 'connect') return;
  expectRefused(sent);
}
