import { describe, expect, it } from 'vitest';
import { validate } from '../../../schemas/index.ts';
import { capacityReport, didReport, trunkDid } from '../../../simulator/index.ts';
import {
  doubtfulMessages,
  wronglyTypedMessages,
  wrongMessages,
  wrongReports,
} from '../../../suites/cases/wrong-shapes.ts';

const right = didReport({
  sn: '36ABCDEF000001HS',
  dids: [trunkDid(1, '900000000001')],
  updateTime: 1773110920,
});

describe('a wrong report', () => {
  it.each(wrongReports.map(({ what, make }) => [what, make] as const))('%s is not valid', (_what, make) => {
    const wrong: unknown = JSON.parse(JSON.stringify(make(right)));
    expect(validate('message', [right])).toBeUndefined();
    expect(validate('message', [wrong])).toBeDefined();
  });

  it('differs from a correct one in one field', () => {
    for (const { make } of wrongReports) {
      const wrong = make(right) as Record<string, unknown>;
      const changed = Object.keys(right).filter((key) => wrong[key] !== right[key]);
      expect(changed).toHaveLength(1);
      expect(wrong).not.toEqual(right);
    }
  });

  it('says whether it still names its PBX', () => {
    for (const { make, namesPbx } of wrongReports)
      expect((make(right) as { sn?: unknown }).sn === right.sn).toBe(namesPbx);
  });
});

describe('a wrong message', () => {
  it.each(wrongMessages)('%s is not valid', (_what, message) => {
    expect(validate('message', message)).toBeDefined();
  });
});

describe('an ambiguous message', () => {
  const capacity = capacityReport({ sn: '36ABCDEF000002HS', updateTime: 1773110920 });
  const doubtful = [...doubtfulMessages(right), ...wronglyTypedMessages(right, capacity)];

  /** What decoders in some languages accept by default: correct receivers accept or refuse it. */
  it('is never among those that must be refused', () => {
    const refused = [
      ...wrongReports.map(({ make }) => [make(right)]),
      ...wrongMessages.map(([, message]) => message),
    ];
    for (const [what, message] of doubtful) expect(refused, what).not.toContainEqual(message);
  });

  it('is listed once, with its own description', () => {
    expect(new Set(doubtful.map(([what]) => what)).size).toBe(doubtful.length);
    expect(new Set(doubtful.map(([, message]) => JSON.stringify(message))).size).toBe(doubtful.length);
  });
});
