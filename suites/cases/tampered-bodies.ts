import fc from 'fast-check';
import { shares } from '../../runner/rule-kit.ts';
import { tamperedBody } from '../../simulator/faults/tampered-body.ts';
import type { Fault } from '../../simulator/index.ts';

/** Changes that careless checks miss: the JSON means the same, or the body isn't checked. */
export const fixedChanges: readonly Fault[] = [
  tamperedBody('with values replaced after signing', (bytes) =>
    rewrite(bytes, /(?<="(?:did|message)":\s*")./g, '0'),
  ),
  tamperedBody('with spaces inserted into its JSON after signing', (bytes) =>
    rewrite(bytes, /(?<="):/g, ' :'),
  ),
  tamperedBody('with a space prepended after signing', (bytes) => rewrite(bytes, /^/, ' ')),
  tamperedBody('with a newline appended after signing', (bytes) => rewrite(bytes, /$/, '\n')),
  tamperedBody('with its body removed after signing', () => new Uint8Array()),
];

/** How a body is changed. */
export const tamperings = {
  bit: 'one bit changed',
  digit: 'one digit changed',
  removed: 'one byte removed',
  space: 'one space inserted',
} as const;

type Kind = keyof typeof tamperings;

export interface Tampering {
  readonly kind: Kind;
  /** The place, as a share of the message's length. */
  readonly at: number;
}

export const change: fc.Arbitrary<Tampering> = fc.record({
  kind: fc.constantFrom<Kind>('bit', 'digit', 'removed', 'space'),
  at: shares,
});

export function tamper(bytes: Uint8Array, { kind, at: share }: Tampering): Uint8Array {
  const text = Buffer.from(bytes);
  const at = Math.floor(share * text.length);
  switch (kind) {
    case 'bit':
      text[at] = (text[at] ?? 0) ^ 1;
      return text;
    case 'digit':
      return changeDigit(text, at);
    case 'removed':
      return Buffer.concat([text.subarray(0, at), text.subarray(at + 1)]);
    case 'space':
      return Buffer.concat([text.subarray(0, at), Buffer.from(' '), text.subarray(at)]);
  }
}

/** Changes the first digit at or after the place, else the first digit. Without a digit, flips one bit. */
function changeDigit(text: Buffer, from: number): Buffer {
  const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
  const after = text.subarray(from).findIndex(isDigit);
  const at = after < 0 ? text.findIndex(isDigit) : from + after;
  if (at < 0) {
    text[from] = (text[from] ?? 0) ^ 1;
    return text;
  }
  text[at] = 0x30 + (((text[at] ?? 0x30) - 0x30 + 1) % 10);
  return text;
}

function rewrite(bytes: Uint8Array, what: RegExp, by: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace(what, by), 'latin1');
}

export function changeFault(tampering: Tampering): Fault {
  const title = `with ${tamperings[tampering.kind]} after signing`;
  return tamperedBody(title, (bytes) => tamper(bytes, tampering));
}
