import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPseudonyms } from '../../../listener/redaction/pseudonyms.ts';
import { redactMessage } from '../../../listener/redaction/redact-message.ts';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const text = fc.string({ unit: fc.constantFrom(...characters), minLength: 4, maxLength: 24 });
const privateValue = fc.oneof(
  text,
  text.map((one) => `+49 ${one} é@${one}`),
  fc.integer({ min: 1000 }).map((one) => -one),
  fc.maxSafeInteger().filter((one) => String(one).length >= 4),
  fc.double({ min: 1, max: 1e9, noNaN: true }),
);
const key = fc.oneof(
  text,
  fc.constantFrom(
    'sn',
    'repository',
    'didId',
    'trunkId',
    'trunkName',
    'modifier',
    'updateTime',
    'extensions',
  ),
);
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { depthSize: 'small' },
    privateValue,
    fc.array(tie('message')),
    fc.dictionary(key, tie('message')),
  ),
}));

/** Every value, and every key that the vendor doesn't document, as it stands in the JSON. */
function partsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => [
      ...(documented.has(name) ? [] : [name]),
      ...partsOf(inner),
    ]);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
/** monitor-events-via-webhook: the parameters of the two reports, as far as the test generates them. */
const documented = new Set([
  ...['sn', 'repository', 'didId', 'trunkId', 'trunkName', 'modifier', 'updateTime', 'extensions'],
]);

it('leaves no original value of four characters or more, and valid JSON', () => {
  const pseudonyms = createPseudonyms('key');
  fc.assert(
    fc.property(message, (value) => {
      const redacted = redactMessage(Buffer.from(JSON.stringify(value)), pseudonyms)?.toString() ?? '';
      const left = new Set(partsOf(JSON.parse(redacted)));
      // Another value may have been replaced by a short one by chance.
      const telling = partsOf(value).filter((part) => part.length >= 8);
      expect(telling.filter((part) => left.has(part) || redacted.includes(`"${part}"`))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

it('replaces each short value by another', () => {
  const { shape } = createPseudonyms('key');
  for (let number = 1000; number < 10_000; number += 1)
    expect(shape(String(number))).not.toBe(String(number));
});
