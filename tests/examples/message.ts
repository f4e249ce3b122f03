import { expect, it } from 'vitest';
import {
  capacityReport,
  did,
  didReport,
  malformed,
  updateTime,
  wrongMessages,
  wrongReports,
} from './messages.ts';
import type { Subject } from './subject.ts';

/** What a correct receiver stores, and what it refuses. */
export function testMessages(subject: Subject): void {
  it('stores DIDs and capacity by PBX', async () => {
    const [first, second] = [subject.newSn(), subject.newSn()];
    expect(await subject.stateOf(first)).toBeNull();
    const message = [didReport(first, ['1', '2']), capacityReport(first), didReport(second, ['3'])];
    expect(await subject.statusOf(message)).toBe(200);
    const state = await subject.stateOf(first);
    expect(state).toMatchObject({ applied: 2 });
    expect(JSON.stringify(state)).toContain('"12"');
    expect(await subject.didNumbersOf(first)).toEqual(['1', '2']);
    expect(await subject.didNumbersOf(second)).toEqual(['3']);
  });

  it('replaces the list, and ignores older reports', async () => {
    const sn = subject.newSn();
    const old = [didReport(sn, ['1', '2']), capacityReport(sn)];
    await subject.statusOf(old);
    await subject.statusOf([didReport(sn, ['2'], { updateTime: updateTime + 1 })]);
    await subject.statusOf([
      capacityReport(sn, { repository: { extensions: '9' }, updateTime: updateTime + 2 }),
    ]);
    const state = await subject.stateOf(sn);
    expect(state).toMatchObject({ applied: 4 });
    expect(await subject.didNumbersOf(sn)).toEqual(['2']);
    expect(await subject.statusOf(old)).toBe(200);
    expect(await subject.stateOf(sn)).toEqual(state);
  });

  it('applies the first list again if it comes with a later time', async () => {
    const sn = subject.newSn();
    for (const [n, numbers] of [['1'], ['2'], ['1']].entries()) {
      await subject.statusOf([didReport(sn, numbers, { updateTime: updateTime + n })]);
    }
    expect(await subject.didNumbersOf(sn)).toEqual(['1']);
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 3 });
  });

  it('applies a duplicate once, with its keys in any order', async () => {
    const sn = subject.newSn();
    const message = [didReport(sn, ['1']), capacityReport(sn)];
    for (const repetition of [message, message, reversed(message)]) {
      expect(await subject.statusOf(repetition)).toBe(200);
    }
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 2 });
  });

  it('applies two reports of one second, and neither of them twice', async () => {
    const sn = subject.newSn();
    const [first, second] = [[didReport(sn, ['1'])], [didReport(sn, ['2'])]];
    for (const message of [first, second, first, second]) await subject.statusOf(message);
    expect(await subject.didNumbersOf(sn)).toEqual(['2']);
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 2 });
  });

  it('applies concurrent duplicates once', async () => {
    const sn = subject.newSn();
    const message = [didReport(sn, ['1']), capacityReport(sn)];
    const statuses = await Promise.all(Array.from({ length: 20 }, () => subject.statusOf(message)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 2 });
  });

  it.each([
    ['empty', []],
    ['absent', undefined],
    ['null', null],
    ['the last one', [did('1')]],
  ])('accepts a deletion whose list is %s', async (_form, trunkDidInfoList) => {
    const sn = subject.newSn();
    await subject.statusOf([didReport(sn, ['1'])]);
    const more = { event: 'pce_delete', trunkDidInfoList, updateTime: updateTime + 1 };
    expect(await subject.statusOf([didReport(sn, [], more)])).toBe(200);
    expect(await subject.didNumbersOf(sn)).toEqual([]);
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 2 });
  });

  it('acknowledges and ignores unknown events', async () => {
    const sn = subject.newSn();
    const newer = {
      event: 'pce_renamed',
      sn,
      updateTime,
      name: 'x',
      trunkDidInfoList: 5,
      repository: { a: '1' },
    };
    for (const message of [[], newer, [newer], [{ sn, updateTime }]]) {
      expect(await subject.statusOf(message)).toBe(200);
    }
    expect(await subject.stateOf(sn)).toBeNull();
  });

  it('acknowledges and ignores unknown fields', async () => {
    const sn = subject.newSn();
    const more = { newer: { a: [1, null, { b: true }] } };
    const report = didReport(sn, [], { ...more, trunkDidInfoList: [{ ...did('1'), ...more }] });
    expect(await subject.statusOf([report, capacityReport(sn, more)])).toBe(200);
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 2 });
    expect(JSON.stringify(await subject.stateOf(sn))).not.toContain('newer');
  });

  it.each(malformed)('answers 400 to %s', async (_name, body) => {
    expect(await subject.statusOf(body)).toBe(400);
  });

  it.each(wrongMessages)('answers 422 to %s', async (_name, message) => {
    expect(await subject.statusOf(message)).toBe(422);
  });

  it.each(wrongReports)(
    'answers 422 to %s among valid reports, and stores nothing',
    async (_name, wrongReport) => {
      const [sn, other] = [subject.newSn(), subject.newSn()];
      expect(await subject.statusOf([didReport(other, ['1']), wrongReport(sn), capacityReport(other)])).toBe(
        422,
      );
      expect([await subject.stateOf(sn), await subject.stateOf(other)]).toEqual([null, null]);
    },
  );

  it.each(['[', '{"a":', '[{"event":"x","a":['])('survives %s, forty thousand times', async (open) => {
    expect(await subject.statusOf(open.repeat(40_000))).toBe(400);
  });

  it('survives nesting that is closed again', async () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    expect([400, 422]).toContain(await subject.statusOf(nested));
    const report = JSON.stringify(didReport(subject.newSn(), ['1'], { a: 5 })).replace('5', nested);
    expect([200, 400]).toContain(await subject.statusOf(`[${report}]`));
    expect(await subject.statusOf([])).toBe(200);
  });

  it('keeps hostile text as text', async () => {
    const sn = `__proto__'"<b>\u0000${subject.newSn()}`;
    const text = "\\u0000 \\ud800 __proto__ '; DROP TABLE pbx; -- <script>";
    const head = `"sn":${JSON.stringify(sn)},"updateTime":1,"__proto__":{"event":"x"}`;
    const dids = `[{"__proto__":{"x":1},"did":"${text}","didId":"1","trunkId":"2","trunkName":"${text}"}]`;
    const report = `{"event":"did_change",${head},"trunkDidInfoList":${dids}}`;
    const capacity = `{${head},"modifier":"","repository":{"__proto__":"1","constructor":"2"}}`;
    expect(await subject.statusOf(`[${report},${capacity}]`)).toBe(200);
    expect(await subject.didNumbersOf(sn)).toEqual([JSON.parse(`"${text}"`)]);
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 2 });
    for (const key of ['__proto__', 'constructor', '']) expect(await subject.stateOf(key)).toBeNull();
  });
}

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}
