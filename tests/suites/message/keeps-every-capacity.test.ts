import { describe, expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { readingCapacity } from '../../../fixtures/receivers/patches.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { readReports, type StoredReport } from '../../../fixtures/receivers/reports.ts';
import type { ReceiverStore } from '../../../fixtures/receivers/store.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rules = ['message/keeps-every-capacity'];

type Capacity = Readonly<Record<string, string>>;

async function findingOf(parts: Parameters<typeof withParts>[0]) {
  const { results } = await checkFixture(withParts(parts), { rules, settleMs: 300 });
  const [result] = results;
  return { verdict: result?.verdict, ...result?.finding };
}

/** Changes every capacity, for a receiver that stores every field of a repository, known or not. */
const changingAll = (change: (repository: Capacity) => object) => ({
  readReports: (message: unknown): StoredReport[] =>
    readReports(message).map((report, n) =>
      report.kind === 'capacity'
        ? {
            ...report,
            capacity: change((message as { repository: Capacity }[])[n]?.repository ?? {}) as Capacity,
          }
        : report,
    ),
});

const showing = (show: (capacity: Capacity) => unknown) => ({
  show: (store: ReceiverStore, sn: string) => {
    const pbx = store.get(sn);
    return pbx ? { sn, dids: pbx.dids, capacity: pbx.capacity && show(pbx.capacity) } : null;
  },
});

/** Each value changed, with its name. */
const each = (change: (value: string, name: string) => unknown) => (capacity: Capacity) =>
  Object.fromEntries(Object.entries(capacity).map(([name, value]) => [name, change(value, name)]));

const isCount = (value: string) => /^\d+$/.test(value);
const only = (wanted: string, change: (value: string) => unknown) =>
  each((value, name) => (name === wanted ? change(value) : value));

describe('a receiver fails that', () => {
  it.each<[string, (capacity: Capacity) => object, string, string]>([
    [
      'shows four fields only, and mixes up two of them',
      ({ extensions, concurrentCalls, transcription }) => ({
        ...{ extensions, concurrentCalls, transcription, receptionist: transcription },
      }),
      'receptionist 173',
      'the state shows receptionist as "211", the value of transcription',
    ],
    [
      'takes every amount for true',
      only('transcription', (value) => String(Boolean(value))),
      'transcription 211',
      'the state shows transcription as "true", as for 0',
    ],
    [
      'shows 0 for a field that it does not read',
      only('recordingCapacity', () => 0),
      'recordingCapacity 557',
      'the state shows recordingCapacity as 0, as for 70557',
    ],
    [
      'stores numbers in 16 bits, and separates thousands',
      each((value) => (isCount(value) ? (Number(value) % 65_536).toLocaleString('en') : value)),
      'recordingCapacity 70557',
      'the state shows recordingCapacity as "5,021"',
    ],
    [
      'stores one number in 8 bits',
      only('concurrentCalls', (value) => String(Math.min(Number(value), 255))),
      'concurrentCalls 313',
      'the state shows concurrentCalls as "255"',
    ],
    [
      'takes no for true',
      only('enableCallRecording', Boolean),
      'enableCallRecording no',
      'the state shows enableCallRecording as true',
    ],
    [
      'shows no as 1',
      only('enableCallRecording', () => 1),
      'enableCallRecording no',
      'the state shows enableCallRecording as 1',
    ],
    [
      'takes yes for false',
      only('enableCallRecording', (value) => value === 'true'),
      'enableCallRecording yes',
      'the state shows enableCallRecording as false, as for no',
    ],
  ])('%s', async (_, change, expected, actual) => {
    expect(await findingOf(readingCapacity((capacity) => change(capacity) as Capacity))).toMatchObject({
      verdict: 'fail',
      expected,
      actual,
    });
  });

  it('stores numbers in 16 bits, in an object named like the PBX', async () => {
    const narrow = each((value) => (isCount(value) ? Number(value) % 65_536 : value));
    const show = (store: ReceiverStore, sn: string) => {
      const pbx = store.get(sn);
      return pbx ? { [sn]: { dids: pbx.dids, limits: narrow(pbx.capacity ?? {}) } } : null;
    };
    expect(await findingOf({ show })).toMatchObject({ expected: 'recordingCapacity 70557' });
  });

  it('mixes up fields under other spellings', async () => {
    const show = showing(({ receptionist_pack, recordingCapacity, transcription, ...others }) => ({
      ...{ ...others, receptionistPack: transcription, recording_capacity: recordingCapacity },
      ...{ TRANSCRIPTION: receptionist_pack },
    }));
    expect(await findingOf(show)).toMatchObject({
      actual: 'the state shows transcription as "191", the value of receptionist_pack',
    });
  });
});

describe('a receiver passes that', () => {
  it.each<[string, (capacity: Capacity) => unknown]>([
    [
      'shows numbers, and call recording as a flag',
      each((value) => (isCount(value) ? Number(value) : value === 'yes')),
    ],
    ['shows call recording as 1 and 0', only('enableCallRecording', (value) => (value === 'yes' ? 1 : 0))],
    [
      'shows call recording as on and off',
      only('enableCallRecording', (value) => (value === 'yes' ? 'ON' : 'OFF')),
    ],
    ['separates thousands', each((value) => (isCount(value) ? Number(value).toLocaleString('en') : value))],
    ['shows decimals', each((value) => (isCount(value) ? `${value}.00` : value))],
    ['shows an amount in another unit', only('recordingCapacity', (value) => Number(value) * 3600)],
    ['shows an amount with its unit', only('transcription', (value) => `${value} min`)],
    ['shows whether there is any', only('transcription', (value) => value !== '0')],
    ['has a word for 0', each((value) => (value === '0' ? 'unlimited' : value))],
    ['has a negative number for 0', each((value) => (value === '0' ? -1 : value))],
    [
      'shows a smaller amount under the same name',
      (capacity) => ({
        ...{
          limits: capacity,
          offered: only('extensions', (value) => Math.min(Number(value), 1000))(capacity),
        },
      }),
    ],
    [
      'shows an amount with its unit, and another one under the same name',
      (capacity) => ({
        limits: only('recordingCapacity', (value) => `${value} h`)(capacity),
        offered: only('recordingCapacity', () => 0)(capacity),
      }),
    ],
    ['hides fields with null', only('receptionist', () => null)],
    ['hides fields with a word', only('receptionist', () => 'hidden')],
    ['shows objects', only('extensions', (value) => ({ limit: value, used: 0 }))],
    [
      'shows some fields only',
      ({ extensions, concurrentCalls, transcription, receptionist }) => ({
        ...{ extensions, concurrentCalls, transcription, receptionist },
      }),
    ],
    [
      'shows what is used, under the same names',
      (capacity) => ({ limits: capacity, used: each((value) => (isCount(value) ? 0 : value))(capacity) }),
    ],
    ['shows only what is used', each((value) => (isCount(value) ? 0 : value))],
    [
      'shows no recordings if they are disabled',
      (capacity) => ({
        ...capacity,
        recordingCapacity: capacity.enableCallRecording === 'yes' ? capacity.recordingCapacity : 0,
      }),
    ],
    [
      'adds packs to the amount',
      (capacity) => ({
        ...capacity,
        receptionist: Number(capacity.receptionist) + Number(capacity.receptionist_pack),
      }),
    ],
    ['shows a list of names and values', (capacity) => Object.entries(capacity)],
  ])('%s', async (_, show) => {
    expect(await findingOf(showing(show))).toEqual({ verdict: 'pass' });
  });

  it.each<[string, (repository: Capacity) => object]>([
    [
      'leaves out a field, and rejects those that it does not know',
      ({ recordingCapacity, videoCapacity, ...others }) => {
        if (videoCapacity !== undefined) throw new ReceiverRefusal(422, 'unknown field');
        return others;
      },
    ],
    [
      'leaves out a field, and stores only those that it knows',
      ({ recordingCapacity, videoCapacity, ...others }) => others,
    ],
    [
      'stores the recording apart, and every other field as it comes',
      ({ recordingCapacity, enableCallRecording, ...others }) => ({
        ...{ limits: others, recording: { isOn: enableCallRecording === 'yes', hours: recordingCapacity } },
      }),
    ],
  ])('%s', async (_, change) => {
    expect(await findingOf(changingAll(change))).toEqual({ verdict: 'pass' });
  });
});
