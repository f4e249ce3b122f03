import { describe, expect, it } from 'vitest';
import { withoutItsArray } from '../../../check/adaptation/forms.ts';

describe('a report without its array', () => {
  it('is the item of an array, in the same bytes', () => {
    expect(withoutItsArray([{ sn: '1' }])).toEqual({ sn: '1' });
    expect(Buffer.from(withoutItsArray(Buffer.from(' [ {"sn" : "1"}\n] ')) as Uint8Array).toString()).toBe(
      '   {"sn" : "1"}\n  ',
    );
  });

  it('keeps bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xe4]), Buffer.from('"}]')]);
    const without = Buffer.from(withoutItsArray(bytes) as Uint8Array);
    expect(without.toString('latin1')).toBe(' {"a":"ä"} ');
  });

  it('stays as it is if it has none', () => {
    expect(withoutItsArray({ event: 'test' })).toEqual({ event: 'test' });
    const broken = Buffer.from('[{"sn":');
    expect(withoutItsArray(broken)).toBe(broken);
  });

  it('does not exist for several reports or none', () => {
    for (const message of [[], [1, 2], Buffer.from('[]'), Buffer.from('[1,2]')])
      expect(withoutItsArray(message)).toBeUndefined();
  });
});
