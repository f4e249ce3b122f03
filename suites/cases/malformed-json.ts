import fc from 'fast-check';
import { messages, shares } from '../../runner/rule-kit.ts';
import { type Profile, serialize } from '../../simulator/index.ts';

/** An object or array without its last byte, which no parser accepts. */
export const truncation = fc.record({
  message: messages,
  share: shares,
});

export type Truncation = typeof truncation extends fc.Arbitrary<infer T> ? T : never;

/** The beginning of a message: between one byte and all but one. */
export function truncated({ message, share }: Truncation, profile: Profile): Buffer {
  const whole = serialize(message, profile);
  return whole.subarray(0, 1 + Math.floor(share * (whole.length - 1)));
}

/** Bytes that even lenient parsers reject, with descriptions. */
export const notJson: readonly (readonly [note: string, bytes: Uint8Array])[] = [
  ['a message of plain text', Buffer.from('DID numbers have changed')],
  ['a message in XML', Buffer.from('<?xml version="1.0"?><event>did_change</event>')],
  ['a message with unbalanced brackets', Buffer.from('[{"event":"did_change"]}')],
  ['a message of closing brackets', Buffer.from(']}')],
  ['a message of 20,000 brackets that are never closed', Buffer.from('['.repeat(20_000))],
];

/** Some parsers take them for no message at all. */
export const blankBodies: typeof notJson = [
  ['an empty message', Buffer.alloc(0)],
  ['a message of only whitespace', Buffer.from(' \r\n')],
];

/** Text that only some parsers accept. Any response passes, but the receiver must respond. */
export function doubtfulJson(json: Buffer): readonly (readonly [note: string, bytes: Uint8Array])[] {
  const bytes = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
  return [
    ['a message preceded by a byte order mark', bytes('\uFEFF', json)],
    ['a message followed by other text', bytes(json, ' and so on')],
    ['a message in UTF-16', Buffer.from(json.toString('utf8'), 'utf16le')],
    ['a message that is not UTF-8', bytes('[{"event":"', Uint8Array.of(0xc3, 0x28, 0xff), '"}]')],
    ['a message of NULs', new Uint8Array(64)],
    ['a message with NaN for a number', bytes('[{"event":"did_change","updateTime":NaN}]')],
  ];
}

/**
 * Bytes that aren't valid UTF-8, each as the name of a trunk. Half a surrogate pair is left out: Python's json reads it, as it reads the
 * escape.
 */
export const notUtf8: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['a truncated character', Uint8Array.of(0xc3, 0x28)],
  ['a stray continuation byte', Uint8Array.of(0x80)],
  ['a slash encoded in two bytes', Uint8Array.of(0xc0, 0xaf)],
  ['an é in Latin-1', Uint8Array.of(0xe9)],
];
