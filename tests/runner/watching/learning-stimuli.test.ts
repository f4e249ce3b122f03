import { describe, expect, it } from 'vitest';
import { createIdentities } from '../../../runner/context/identity.ts';
import {
  capacityStimulus,
  didStimulus,
  inMilliseconds,
  withDidBack,
  withoutArray,
} from '../../../runner/watching/learning-stimuli.ts';

const identities = createIdentities();
const time = 1_773_110_920;

/** Every value of a message, except for a PBX and a time, which may be anywhere. */
function valuesOf(sent: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  const { sn: _sn, updateTime: _updateTime, ...others } = sent;
  return Object.values(others).flatMap((values) => values ?? []);
}

describe('a DID report to learn from', () => {
  const { sn, report, message, sent } = didStimulus(identities, '36A', 3, time);

  it('is an array with one report, whose values it lists by field', () => {
    expect(message).toEqual([report]);
    expect(report).toMatchObject({ event: 'did_change', sn: '36A' });
    const of = (field: 'did' | 'didId' | 'trunkId' | 'trunkName') =>
      report.trunkDidInfoList?.map((info) => info[field]);
    expect(sent).toEqual({
      sn: [sn],
      did: of('did'),
      didId: of('didId'),
      trunkId: of('trunkId'),
      trunkName: of('trunkName'),
      updateTime: [String(report.updateTime)],
    });
  });

  it('has no value that is part of another', () => {
    const values = valuesOf(sent);
    expect(values).toHaveLength(12);
    for (const [n, value] of values.entries())
      expect(values.filter((other, at) => at !== n && other.includes(value))).toEqual([]);
  });

  it('has ids that fit into a column of 32 bits', () => {
    for (const id of [...(sent.didId ?? []), ...(sent.trunkId ?? [])])
      expect(Number(id)).toBeLessThan(2 ** 31);
  });

  it('can bring back the last DID of an older one', () => {
    const newer = didStimulus(identities, '36A', 1, time + 1);
    const older = didStimulus(identities, '36A', 2, time);
    const back = withDidBack(older, newer, time + 5);
    expect(back.report.trunkDidInfoList?.slice(1)).toEqual(newer.report.trunkDidInfoList);
    expect(back.report.updateTime).toBe(time + 5);
    const [first] = back.report.trunkDidInfoList ?? [];
    expect(first).toEqual(older.report.trunkDidInfoList?.[1]);
  });

  it('can come in other forms', () => {
    const stimulus = didStimulus(identities, '36A', 1, time);
    expect(withoutArray(stimulus).message).toEqual(stimulus.report);
    expect(inMilliseconds(stimulus).message).toEqual([{ ...stimulus.report, updateTime: time * 1000 }]);
  });
});

describe('a capacity report to learn from', () => {
  const { message, sent } = capacityStimulus(identities, '36B', time);
  const [report] = message as [
    { sn: string; modifier: string; updateTime: number; repository: Record<string, string> },
  ];

  it('lists its values by field, except for a flag, which could be anywhere', () => {
    const { sn, modifier, updateTime, ...values } = sent;
    expect([sn, modifier, updateTime]).toEqual([['36B'], [report.modifier], [String(report.updateTime)]]);
    expect(report.modifier).toMatch(/^learned-\d+@example\.com$/);
    const { enableCallRecording: _flag, ...numbers } = report.repository;
    expect(values).toEqual(
      Object.fromEntries(Object.entries(numbers).map(([field, value]) => [field, [value]])),
    );
  });

  it('has no value twice', () => {
    const values = valuesOf(sent);
    expect(new Set(values).size).toBe(values.length);
    expect(report.updateTime).toBe(time);
  });
});
