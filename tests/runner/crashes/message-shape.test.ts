import { describe, expect, it } from 'vitest';
import { isWithin, shapeOf } from '../../../runner/crashes/message-shape.ts';

const report = (sn: string, others: object = {}) => ({ event: 'did_change', sn, updateTime: 1, ...others });

describe('the shape of a message', () => {
  it('is the same whatever its values are, and whether it is given as bytes', () => {
    const shape = shapeOf([report('36A')], undefined);
    expect(shapeOf([report('36B')], undefined)).toEqual(shape);
    expect(shapeOf(Buffer.from(JSON.stringify([report('36C'), report('36D')])), undefined)).toEqual(shape);
    expect(shape.kinds).toEqual(['did_change']);
  });

  it('differs by event, field, type and emptiness', () => {
    const { form } = shapeOf([report('36A')], undefined);
    for (const other of [
      report('36A', { event: 'did_delete' }),
      report('36A', { trunkDidInfoList: [] }),
      report('36A', { updateTime: '1' }),
      report(''),
    ])
      expect(shapeOf([other], undefined).form).not.toBe(form);
  });

  it('contains another one if it has all of its kinds', () => {
    const both = shapeOf([report('36A'), { repository: {}, sn: '36A' }], undefined);
    expect(both.kinds).toEqual(['capacity', 'did_change']);
    expect(isWithin(shapeOf([report('36B')], undefined), both)).toBe(true);
    expect(isWithin(both, shapeOf([report('36B')], undefined))).toBe(false);
  });

  it('is bounded for a message with 30,000 levels, and for one that is not JSON', () => {
    const nested = Buffer.from(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    expect(shapeOf(nested, undefined).form.length).toBeLessThan(100);
    expect(shapeOf(Buffer.from('{'), undefined).form).toBe('string');
  });
});
