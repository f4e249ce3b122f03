import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuCostMs } from '../../../bench/support/fuzz/cpu-cost.ts';
import {
  capacityReports,
  didReports,
  fieldPlaces,
  messages,
  mutations,
  type NewField,
  newFields,
} from '../../../runner/properties/arbitraries.ts';
import { classify, validate } from '../../../schemas/index.ts';
import { testMessage } from '../../../simulator/index.ts';

/** The value as a receiver gets it, without what JSON can't carry. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const samples = <T>(arbitrary: Arbitrary<T>, count = 400): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: 4 });

describe('a generated DID report', () => {
  const reports = samples(didReports);

  it('is what the schema says', () => {
    for (const report of reports) expect(validate('did-change', [sent(report)])).toBeUndefined();
  });

  it('covers every event, and names a PBX as the vendor does', () => {
    expect(new Set(reports.map(({ event }) => event))).toEqual(
      new Set(['did_change', 'did_delete', 'trunk_delete', 'pce_delete']),
    );
    for (const { sn } of reports) expect(sn).toMatch(/^36[0-9A-Z]{12}ZK$/);
    for (const { updateTime } of reports) expect(String(updateTime)).toHaveLength(10);
  });

  it('covers every form of the list in pce_delete', () => {
    const lists = reports.flatMap((report) => (report.event === 'pce_delete' ? [report] : [])).map(formOf);
    expect(new Set(lists)).toEqual(new Set(['absent', 'null', 'empty', 'filled']));
  });
});

function formOf(report: { readonly trunkDidInfoList?: readonly unknown[] | null }): string {
  if (!('trunkDidInfoList' in report)) return 'absent';
  const list = report.trunkDidInfoList ?? null;
  if (list === null) return 'null';
  return list.length === 0 ? 'empty' : 'filled';
}

describe('a generated capacity report', () => {
  it('is what the schema says', () => {
    for (const report of samples(capacityReports))
      expect(validate('capacity-change', [sent(report)])).toBeUndefined();
  });
});

describe('a generated message', () => {
  it('is valid, and covers every kind', () => {
    const kinds = samples(messages).map((message) => {
      expect(validate('message', sent(message)), JSON.stringify(message)).toBeUndefined();
      return classify(sent(message)).kind;
    });
    expect(new Set(kinds)).toEqual(
      new Set(['test', 'did-change', 'capacity-change', 'mixed', 'empty', 'unknown']),
    );
  });

  it('is the same for the same seed', () => {
    expect(samples(messages, 20)).toEqual(samples(messages, 20));
  });

  it('takes less than a millisecond', async () => {
    expect(await cpuCostMs(() => samples(messages, 1000), 1000)).toBeLessThan(1000);
  });
});

describe('a generated new field', () => {
  const fields = samples(newFields);

  it('appears in every place', () => {
    expect(new Set(fields.map(({ place }) => place))).toEqual(new Set(fieldPlaces));
  });

  it('keeps its message valid and otherwise unchanged', () => {
    for (const field of fields) {
      const { kind, message } = withField(field);
      expect(classify(sent(message)), JSON.stringify(message)).toEqual({ kind });
    }
  });
});

function withField({ place, name, value }: NewField) {
  const extra = { [name]: value };
  const did = { did: '1', didId: '2', trunkId: '3', trunkName: '4' };
  const repository = { extensions: '5' };
  const capacity = { modifier: 'a', sn: 'S', updateTime: 1 };
  switch (place) {
    case 'test':
      return { kind: 'test', message: { ...extra, ...testMessage } };
    case 'repository':
      return { kind: 'capacity-change', message: [{ ...capacity, repository: { ...extra, ...repository } }] };
    case 'did':
    case 'report': {
      const list = [place === 'did' ? { ...extra, ...did } : did];
      const report = { event: 'did_change', sn: 'S', updateTime: 1, trunkDidInfoList: list };
      return { kind: 'did-change', message: [place === 'report' ? { ...extra, ...report } : report] };
    }
  }
}

describe('a generated mutation', () => {
  it('can be anywhere, and replaces or removes the value there', () => {
    const all = samples(mutations);
    for (const { at } of all) expect(at >= 0 && at < 1).toBe(true);
    expect(all.some(({ by }) => by === undefined)).toBe(true);
    const types = new Set(
      all.map(({ by }) => (by === null ? 'null' : Array.isArray(by) ? 'array' : typeof by)),
    );
    expect(types).toEqual(new Set(['undefined', 'null', 'boolean', 'number', 'string', 'array', 'object']));
  });
});
