import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, type SchemaName, schemas, validate } from '../../schemas/index.ts';
import { capacityReport, didReport, report, testMessage, webhook } from './examples.ts';

const names = Object.keys(schemas).filter((name): name is SchemaName => name in schemas);
const longestSentence = 1000;

function nested(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth));
}

function expectNoThrow(value: unknown): void {
  for (const name of names) {
    const problem = validate(name, value);
    expect(problem?.message.length ?? 0).toBeLessThan(longestSentence);
    expect(problem?.message ?? '').not.toMatch(/[\0-\x1f\x7f-\x9f]/);
  }
  expect(classify(value).kind).toBeTypeOf('string');
}

describe('a hostile value', () => {
  it('of any JSON gets at most one short sentence', () => {
    fc.assert(fc.property(fc.jsonValue(), expectNoThrow));
  });

  it('in place of any part of a valid value does too', () => {
    const bases: object[] = [didReport, capacityReport, testMessage, webhook, report];
    const mutant = fc.tuple(fc.constantFrom(...bases), fc.nat(), fc.jsonValue()).map(([base, at, value]) => ({
      ...base,
      [Object.keys(base)[at % Object.keys(base).length] ?? '']: value,
    }));
    fc.assert(
      fc.property(mutant, (value) => {
        expectNoThrow(value);
        expectNoThrow([value]);
      }),
    );
  });

  it.each<[string, unknown]>([
    ['nested deeply', nested(100_000)],
    ['deep in a known place', [{ ...didReport, trunkDidInfoList: nested(100_000) }]],
    ['deep in an unknown place', [{ ...didReport, more: nested(100_000) }]],
    ['with a huge text', 'x'.repeat(10_000_000)],
    ['with a huge serial number', [{ ...didReport, sn: 'x'.repeat(10_000_000), updateTime: '' }]],
    ['with a huge key', { ['\u0007'.repeat(1_000_000)]: 1 }],
    ['with a huge capacity key', [{ ...capacityReport, repository: { ['/'.repeat(1_000_000)]: 1 } }]],
    ['with many keys', Object.fromEntries(Array.from({ length: 300_000 }, (_, n) => [`known${n}`, n]))],
    ['with many items', Array.from({ length: 200_000 }, () => didReport)],
    ['with many wrong items', Array.from({ length: 200_000 }, () => 5)],
    [
      'with __proto__',
      JSON.parse('{"__proto__":{"event":"test","message":"x"},"constructor":1,"toString":2}'),
    ],
    ['with __proto__ in an item', JSON.parse('[{"__proto__":{"event":"did_change"},"hasOwnProperty":1}]')],
    ['containing itself', cyclic()],
    ['of a type that JSON lacks', Symbol('x')],
    ['of a function', () => 1],
    ['without prototype', Object.create(null)],
    ['that is sparse', new Array(3)],
    ['that is undefined', undefined],
    ['that is big', 10n ** 100n],
    ['that is not a number', [{ ...didReport, updateTime: Number.NaN }]],
  ])('%s neither throws nor hangs', (_name, value) => expectNoThrow(value));

  it('is not identified by what it inherits', () => {
    expect(validate('message', Object.create(testMessage))?.message).toBe('the message must have "event"');
    expect(validate('did-change', [Object.create(didReport)])?.path).toBe('/0');
  });
});

function cyclic(): unknown {
  const value: Record<string, unknown> = { event: 'x' };
  value.self = value;
  return [value];
}
