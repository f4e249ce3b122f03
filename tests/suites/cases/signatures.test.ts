import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../simulator/faults/fault.ts';
import { didReport, trunkDid } from '../../../simulator/message/message.ts';
import { serialize } from '../../../simulator/message/serialize.ts';
import { defaultProfile, profileChoices } from '../../../simulator/profile.ts';
import { buildRequest } from '../../../simulator/wire/request.ts';
import { alteration, altered, fixedAlterations } from '../../../suites/cases/altered-signatures.ts';
import { formatting, writeJson } from '../../../suites/cases/json-formatting.ts';
import { malformed } from '../../../suites/cases/malformed-signatures.ts';
import { fixedSecrets, otherSecret, secretChange } from '../../../suites/cases/other-secrets.ts';
import { change, fixedChanges, tamper } from '../../../suites/cases/tampered-bodies.ts';

/*
 * If a rule demands refusal of a genuine message, or acceptance of a forged one, it blames correct receivers. Whatever the
 * rules generate must differ from the genuine message, or mean the same.
 */

describe('the formattings of accepts-any-formatting', () => {
  it('are JSON with the same meaning', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), formatting, (value, form) => {
        expect(JSON.parse(writeJson(value, form))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('are escapes and white space at the places they name', () => {
    const form = { before: '\n', after: '\r\n', inBrackets: '\t', beforeColons: ' ', afterColons: '  ' };
    const written = writeJson(
      { 'a/b': [1, 'c/d'], e: null },
      { ...form, isReversed: true, slash: '\\/', escapes: 'first' },
    );
    expect(written).toBe('\n{\t"\\u0065" :  null\t,\t"\\u0061\\/b" :  [\t1\t,\t"\\u0063\\/d"\t]\t}\r\n');
  });
});

describe('the alterations of rejects-altered-signature', () => {
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

  it('decode to another digest, however lenient the decoder', () => {
    fc.assert(
      fc.property(digest, alteration, (bytes, drawn) => {
        const text = altered(bytes.toString('base64'), drawn);
        expect(Buffer.from(text, 'base64').equals(bytes)).toBe(false);
      }),
    );
  });

  it('that are always tried do so too', () => {
    const genuine = 'D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg=';
    for (const [title, alter] of fixedAlterations) {
      expect(Buffer.from(alter(genuine), 'base64').equals(Buffer.from(genuine, 'base64')), title).toBe(false);
    }
  });
});

describe('the changes of rejects-tampered-body', () => {
  const format = fc.record({
    spacing: fc.constantFrom(...profileChoices.spacing.values),
    keyOrder: fc.constantFrom(...profileChoices.keyOrder.values),
    escapeSlashes: fc.boolean(),
    escapeNonAscii: fc.boolean(),
  });
  const dids = [trunkDid(1, '912345000001')];
  const message = [didReport({ sn: '36ABCDE0000001HS', dids, updateTime: 1773110920 })];
  const webhook = {
    url: 'http://localhost/',
    secret: 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o',
    method: 'POST',
  } as const;
  const changedBy = ({ rewrite }: Fault, bytes: Uint8Array) =>
    rewrite?.(buildRequest(webhook, bytes, defaultProfile), webhook.secret).message ?? bytes;

  it('change the bytes, however a profile formats them', () => {
    fc.assert(
      fc.property(format, change, (choices, drawn) => {
        const bytes = serialize(message, choices);
        expect(bytes.equals(tamper(bytes, drawn))).toBe(false);
      }),
    );
  });

  it('that are always tried do so too', () => {
    fc.assert(
      fc.property(format, fc.constantFrom(...fixedChanges), (choices, fault) => {
        const bytes = serialize(message, choices);
        expect(bytes.equals(changedBy(fault, bytes)), fault.title).toBe(false);
      }),
    );
  });
});

describe('the keys of rejects-other-secret', () => {
  const secret = fc.string({ unit: 'grapheme-ascii', minLength: 32, maxLength: 32 });

  it('differ, whatever the secret', () => {
    fc.assert(
      fc.property(
        fc.oneof(secret, fc.constant('x'.repeat(32)), fc.constant('A'.repeat(32))),
        secretChange,
        (genuine, drawn) => {
          expect(otherSecret(genuine, drawn)).not.toBe(genuine);
        },
      ),
    );
  });

  it('that are always tried are omitted if they equal the secret', () => {
    const digits = '01234567890123456789012345678901';
    const kept = fixedSecrets(digits).map(([, key]) => Buffer.from(key).toString('latin1'));
    expect(kept).not.toContain(digits);
    expect(fixedSecrets('aB'.repeat(16))).toHaveLength(kept.length + 2);
  });
});

describe('the malformed signatures', () => {
  it('fit into one header line', () => {
    fc.assert(
      fc.property(malformed, ({ value }) => {
        expect(value).toMatch(/^[^\r\n\u0100-\uffff]+$/);
      }),
    );
  });
});
