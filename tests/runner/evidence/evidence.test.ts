import { describe, expect, it, vi } from 'vitest';
import { describeOutcome } from '../../../runner/evidence/describe.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { updateTimesIn } from '../../../runner/evidence/update-times.ts';
import type { AttemptRecord } from '../../../schemas/generated/types.ts';
import { validate } from '../../../schemas/index.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { answer, sentWith } from '../sent.ts';

const responded = (body: string) =>
  describeOutcome(
    {
      kind: 'response',
      status: 500,
      reason: 'Oh no',
      headers: [],
      body: Buffer.from(body),
      bodyComplete: true,
    },
    3000,
  );

it.each([
  ['', '500 Oh no in 3.00 s'],
  ['bad  signature\n', '500 Oh no in 3.00 s, body "bad signature"'],
  ['R&amp;D', '500 Oh no in 3.00 s, body "R&amp;D"'],
  // The default error page of Express.
  [
    '<!DOCTYPE html>\n<title>Error</title><pre>TypeError: (reading &#39;sn&#39;)<br> &nbsp; &nbsp;at a&lt;b&gt;</pre>',
    `500 Oh no in 3.00 s, body "Error TypeError: (reading 'sn') at a<b>"`,
  ],
  ['x'.repeat(200), `500 Oh no in 3.00 s, body "${'x'.repeat(160)}"…`],
])('quotes the text of a body: %j', (body, words) => expect(responded(body)).toBe(words));

const attempt = (n: number, sn: string, updateTime: number, fault?: string) =>
  ({
    n,
    ...(fault && { fault }),
    request: { body: { text: JSON.stringify([{ event: 'did_change', sn, updateTime }]), truncated: false } },
  }) as unknown as AttemptRecord;

it('shows the times of a report that is older than one sent before, as sent and in local time', () => {
  const all = [
    attempt(1, '36A', 1773110920),
    attempt(2, '36B', 1773110930),
    attempt(3, '36A', 1773110950, 'wrong-secret'),
    attempt(4, '36A', 1773110910),
    attempt(5, '36A', 1773110960),
  ];
  // 1773110920 is 2026-03-10 02:48:40 UTC (date -u -d @1773110920). The day may differ in other time zones.
  expect(updateTimesIn(all)).toMatch(
    /^updateTime of attempt 1: 1773110920 \(2026-03-\d\d \d\d:\d\d:40 GMT.*\); of attempt 4, sent later: 1773110910 \(.*:30 GMT.*\)$/,
  );
  expect(updateTimesIn(all.slice(0, 3))).toBeUndefined();
  expect(updateTimesIn([])).toBeUndefined();
});

const newRecorder = () => new Recorder(createRedactor([]));
const numbersOf = (recorder: Recorder) => recorder.evidence(1).attempts.map(({ n }) => n);

function record(recorder: Recorder, times: number, body = ''): Recorder {
  for (let n = 0; n < times; n += 1)
    recorder.attempt(sentWith(answer(200, body), { body: Buffer.from(body) }), undefined, undefined);
  return recorder;
}

describe('the recorded attempts', () => {
  it('are all attempts if there are few', () => {
    const evidence = record(newRecorder(), 16).evidence(1);
    expect(evidence.attempts).toHaveLength(16);
    expect(evidence.omittedAttempts).toBe(0);
  });

  it('are the first four and the last twelve of many, and the others are counted', () => {
    const recorder = record(newRecorder(), 1000);
    expect(numbersOf(recorder)).toEqual([1, 2, 3, 4, ...Array.from({ length: 12 }, (_, n) => 989 + n)]);
    expect(recorder.evidence(1).omittedAttempts).toBe(984);
  });

  it('include the one that decided, wherever it is', () => {
    const recorder = record(newRecorder(), 40);
    const { attempts, omittedAttempts } = recorder.evidence(1, 9);
    expect(attempts.map(({ n }) => n)).toEqual([
      1,
      2,
      3,
      4,
      9,
      ...Array.from({ length: 12 }, (_, n) => 29 + n),
    ]);
    expect(omittedAttempts).toBe(23);
    expect(recorder.decisive(9)?.n).toBe(9);
  });

  it('are valid by the published schema, whatever their result', () => {
    const recorder = newRecorder();
    const outcomes = [
      answer(200, 'Received.', [['Content-Type', 'text/plain']]),
      { kind: 'timeout', phase: 'head' },
      { kind: 'timeout', phase: 'body', status: 200 },
      { kind: 'connection-failed', phase: 'send', code: 'ECONNRESET', message: 'reset' },
      { kind: 'aborted', at: 'the end of the sent bytes' },
    ] as const;
    for (const outcome of outcomes) recorder.attempt(sentWith(outcome), 'a note', 'lost-ack');
    recorder.observation('36A', { state: { dids: [] } });
    recorder.observation('36A', { error: 'the observer answered 500' });
    recorder.note('a remark');
    expect(validate('evidence', JSON.parse(JSON.stringify(recorder.evidence(1))))).toBeUndefined();
  });
});

describe('a recorded body', () => {
  const kept = (body: string | Uint8Array) => {
    const recorder = newRecorder();
    recorder.attempt(sentWith(answer(200), { body: Buffer.from(body) }), undefined, undefined);
    return recorder.evidence(1).attempts[0]?.request.body;
  };

  it('is text if it is UTF-8, otherwise Base64', () => {
    expect(kept('Zürich')).toEqual({ text: 'Zürich', bytes: 7, truncated: false });
    expect(kept(Uint8Array.of(0xff, 0x00))).toEqual({ base64: '/wA=', bytes: 2, truncated: false });
  });

  it('has at most 4096 bytes, and says how many there were', () => {
    expect(kept('x'.repeat(10_000))).toEqual({ text: 'x'.repeat(4096), bytes: 10_000, truncated: true });
  });

  it.each([
    ['é', 2],
    ['本', 3],
    ['\u{1F4DE}', 4],
  ])('stays text when the cut goes through %s', (character, size) => {
    for (let before = 1; before < size; before += 1) {
      const body = kept('x'.repeat(4096 - before) + character.repeat(10));
      expect(body).toMatchObject({ text: 'x'.repeat(4096 - before), truncated: true });
    }
  });
});

describe('recorded headers', () => {
  it('are at most 50, of 1000 characters each', () => {
    const headers = Array.from({ length: 200 }, (_, n) => [`X-${n}`, 'v'.repeat(5000)] as const);
    const recorder = newRecorder();
    recorder.attempt(sentWith(answer(200, '', headers), { headers }), undefined, undefined);
    const [attempt] = recorder.evidence(1).attempts;
    expect(attempt?.request.headers).toHaveLength(50);
    for (const [, value] of attempt?.request.headers ?? [])
      expect(value).toBe(`${'v'.repeat(1000)}… (5000 characters)`);
  });
});

describe('observations', () => {
  it('are at most 24: the first and the last', () => {
    const recorder = newRecorder();
    for (let n = 0; n < 500; n += 1) recorder.observation('36A', { state: n });
    const states = recorder
      .evidence(1)
      .observations.map((seen) => ('state' in seen ? seen.state : seen.error));
    expect(states).toHaveLength(24);
    expect(states.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(states.slice(12)).toEqual(Array.from({ length: 12 }, (_, n) => 488 + n));
  });

  it('are at most 24 across several properties', () => {
    const recorder = newRecorder();
    for (let property = 0; property < 3; property += 1) {
      recorder.startCase();
      for (let n = 0; n < 20; n += 1) recorder.observation('36A', { state: n });
      recorder.endCases(1, undefined);
    }
    expect(recorder.evidence(1).observations).toHaveLength(24);
  });

  it('truncate a large state, and keep a small one unchanged', () => {
    const recorder = newRecorder();
    recorder.observation('36A', { state: { dids: ['1'.repeat(100_000)] } });
    recorder.observation('36A', { state: { dids: ['1'] } });
    const [large, small] = recorder.evidence(1).observations;
    expect(large).toMatchObject({ state: expect.stringMatching(/^\{"dids":\["1{199}…"\]\}$/) });
    expect(JSON.stringify(large).length).toBeLessThan(5000);
    expect(small).toMatchObject({ state: { dids: ['1'] } });
  });

  it('keep a state of up to 4096 characters of JSON unchanged', () => {
    const recorder = newRecorder();
    // With its quotation marks it has the maximum length.
    const [longest, tooLong] = ['x'.repeat(4094), 'x'.repeat(4095)];
    for (const state of [longest, tooLong]) recorder.observation('36A', { state });
    const [kept, cut] = recorder.evidence(1).observations;
    expect(kept).toMatchObject({ state: longest });
    expect(cut).toMatchObject({ state: `"${'x'.repeat(4093)}…"` });
  });

  it('say how long after the start of the rule they were made', () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(5000).mockReturnValueOnce(5300.4);
    const recorder = newRecorder();
    recorder.observation('36A', { state: null });
    clock.mockRestore();
    expect(recorder.evidence(1).observations).toEqual([{ sn: '36A', atMs: 300, state: null }]);
  });
});

describe('a property', () => {
  it('records its failing case, after what came before the property', () => {
    const recorder = record(newRecorder(), 2);
    recorder.startCase();
    record(recorder, 1);
    recorder.keepCase();
    recorder.startCase();
    record(recorder, 1);
    recorder.endCases(2, '{"at":0.5}');
    record(recorder, 1);
    expect(numbersOf(recorder)).toEqual([1, 2, 3, 5]);
    expect(recorder.evidence(9)).toMatchObject({
      seed: 9,
      runs: 2,
      counterexample: '{"at":0.5}',
      omittedAttempts: 1,
    });
  });

  it('says of a failing case what happened in it, and not before it', () => {
    const recorder = newRecorder();
    recorder.noteAt('the receiver was killed');
    recorder.note('no restarts');
    recorder.startCase();
    record(recorder, 1);
    recorder.noteAt('the receiver was restarted', 0);
    recorder.keepCase();
    recorder.endCases(1, undefined);
    expect(recorder.evidence(1).notes).toEqual([
      'no restarts',
      expect.stringMatching(/^the receiver was restarted .* after attempt 1 /),
    ]);
  });

  it('says of a failing case nothing that happened in an earlier property', () => {
    const recorder = newRecorder();
    for (const what of ['killed', 'restarted']) {
      recorder.startCase();
      recorder.noteAt(`the receiver was ${what}`);
      if (what === 'restarted') recorder.keepCase();
      recorder.endCases(1, undefined);
    }
    expect(recorder.evidence(1).notes).toEqual(['the receiver was restarted before the first attempt']);
  });

  it('adds its cases to those of another one', () => {
    const recorder = newRecorder();
    recorder.endCases(25, undefined);
    recorder.endCases(10, undefined);
    const nothing = { attempts: [], observations: [], omittedAttempts: 0 };
    expect(recorder.evidence(1)).toEqual({ seed: 1, runs: 35, ...nothing });
  });
});

describe('the deciding attempt', () => {
  it('is found by its number, also in a failing case', () => {
    const recorder = record(newRecorder(), 2);
    recorder.startCase();
    record(recorder, 1);
    expect(recorder.decisive(3)).toBeUndefined();
    recorder.keepCase();
    expect([1, 2, 3, 4, undefined].map((n) => recorder.decisive(n)?.n)).toEqual([
      1,
      2,
      3,
      undefined,
      undefined,
    ]);
  });
});

describe('remarks', () => {
  it('are at most eight', () => {
    const recorder = newRecorder();
    for (let n = 0; n < 100; n += 1) recorder.note(`remark ${n}`);
    expect(recorder.evidence(1).notes).toHaveLength(8);
  });

  it('contain at most four of a case, and all of before if none failed', () => {
    const recorder = newRecorder();
    recorder.noteAt('the receiver was killed');
    recorder.startCase();
    for (let n = 0; n < 6; n += 1) recorder.note(`remark ${n}`);
    recorder.endCases(1, undefined);
    expect(recorder.evidence(1).notes).toEqual([
      'the receiver was killed before the first attempt',
      ...['remark 0', 'remark 1', 'remark 2', 'remark 3'],
    ]);
  });

  it.each([
    ['300 ms after attempt 1 got a 201', answer(201), 1401],
    ['0.0 ms after attempt 1 got a 201', answer(201), 1000],
    ['900 ms after attempt 1 ended without a response', { kind: 'timeout', phase: 'head' } as const, 2001],
  ])('say when something happened: %s', (expected, outcome, atMs) => {
    const recorder = newRecorder();
    const sent = sentWith(outcome, {}, { startedAt: new Date(1000), elapsedMs: 101 });
    recorder.attempt(sent, undefined, undefined);
    recorder.noteAt('killed', atMs);
    expect(recorder.evidence(1).notes).toEqual([`killed ${expected}`]);
  });

  it('say once that requests were resent, and once more in a case of a property', () => {
    const recorder = record(newRecorder(), 1);
    const resend = () =>
      recorder.attempt(sentWith(answer(200), {}, { isSentAgain: true }), undefined, undefined);
    const resent = (n: number) =>
      `the receiver closed a reused connection before it responded, so attempt ${n} was resent over a new one`;
    resend();
    resend();
    expect(recorder.evidence(1).notes).toEqual([resent(2)]);
    recorder.startCase();
    resend();
    resend();
    recorder.endCases(1, undefined);
    expect(recorder.evidence(1).notes).toEqual([resent(2), resent(4)]);
  });
});
