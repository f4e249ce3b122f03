import { describe, expect, it } from 'vitest';
import { validate } from '../../schemas/index.ts';
import { didReport, trunkDid } from '../../simulator/index.ts';
import { wrongMessages, wrongReports } from '../../suites/wrong-shapes.ts';

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

  it('differs from a right one in one field', () => {
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

/** What decoders of some languages take for right without being told to, and right receivers may accept or refuse. */
describe('what the rules do not insist on', () => {
  const insisted = wrongReports.map(({ make }) => JSON.stringify(make(right)));

  it.each([
    ['a number for the sn', { ...right, sn: 36 }],
    ['digits for the updateTime', { ...right, updateTime: '1773110920' }],
    ['null for the list', { ...right, trunkDidInfoList: null }],
    ['an object for the list', { ...right, trunkDidInfoList: {} }],
    ['another type of a field that need not be read', { ...right, modifier: 5 }],
  ])('is %s', (_what, report) => {
    expect(insisted).not.toContain(JSON.stringify(report));
  });

  it('is null, which some decoders take for an empty list', () => {
    expect(wrongMessages.map(([, message]) => message)).not.toContain(null);
  });
});
