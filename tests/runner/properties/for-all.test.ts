import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import { CannotTell, fail, RuleFailure } from '../../../runner/context/expect.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { type ForAllLimits, forAll } from '../../../runner/properties/for-all.ts';
import { mutate } from '../../../runner/properties/mutate.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { answer, sentWith } from '../sent.ts';

const limits = { seed: 7, runs: 25 };
const turnOf = (lengthMs: number) => ({ startsAt: performance.now(), endsAt: performance.now() + lengthMs });
const newRecorder = () => new Recorder(createRedactor([]));
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What the predicate was given, and the result. */
async function tryAll<T>(
  arbitrary: fc.Arbitrary<T>,
  predicate: (value: T, n: number, recorder: Recorder) => Promise<void> | void,
  changed: Partial<ForAllLimits> = {},
) {
  const seen: T[] = [];
  const recorder = newRecorder();
  const run = async (value: T) => {
    seen.push(value);
    await predicate(value, seen.length, recorder);
  };
  const ended = await forAll(arbitrary, run, { ...limits, turn: turnOf(10_000), ...changed }, recorder).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { seen, ended, evidence: recorder.evidence(limits.seed) };
}

const numbers = fc.integer({ min: 0, max: 1_000_000 });

describe('a property that holds', () => {
  it('is tried on the maximum number of cases, and says how many', async () => {
    const { seen, ended, evidence } = await tryAll(numbers, () => {});
    expect(ended).toBeUndefined();
    expect(seen).toHaveLength(25);
    expect(evidence).toMatchObject({ runs: 25 });
    expect(evidence).not.toHaveProperty('notes');
    expect(evidence).not.toHaveProperty('counterexample');
  });

  it('is tried on the examples first', async () => {
    const seen: number[] = [];
    const see = async (value: number) => void seen.push(value);
    await forAll(numbers, see, { ...limits, turn: turnOf(10_000), runs: 4 }, newRecorder(), {
      examples: [7, 8],
    });
    expect(seen).toHaveLength(4);
    expect(seen.slice(0, 2)).toEqual([7, 8]);
  });

  it('is tried on the same cases for the same seed, and on others for another', async () => {
    const [one, same, other] = await Promise.all([
      tryAll(numbers, () => {}),
      tryAll(numbers, () => {}),
      tryAll(numbers, () => {}, { seed: 8 }),
    ]);
    expect(same.seen).toEqual(one.seen);
    expect(other.seen).not.toEqual(one.seen);
  });

  it('is tried on fewer cases if they take too long, and says so', async () => {
    const { seen, ended, evidence } = await tryAll(numbers, () => pause(300), { turn: turnOf(1600) });
    expect(ended).toBeUndefined();
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(seen.length).toBeLessThanOrEqual(5);
    expect(evidence.runs).toBe(seen.length);
    expect(evidence.notes).toEqual([expect.stringContaining(`tried ${seen.length} of 25 cases`)]);
  });

  it('is tried once, however little time is left', async () => {
    const { seen } = await tryAll(numbers, () => pause(5), {
      turn: { startsAt: performance.now() - 10_000, endsAt: performance.now() + 2000 },
    });
    expect(seen).toHaveLength(1);
  });

  it('counts its last case even if the run is interrupted during it', async () => {
    const interrupt = new AbortController();
    const { ended, evidence } = await tryAll(
      numbers,
      (_value, n) => {
        if (n === 25) interrupt.abort();
      },
      { signal: interrupt.signal },
    );
    expect(ended).toBeUndefined();
    expect(evidence.runs).toBe(25);
    expect(evidence).not.toHaveProperty('triedLess');
  });

  it('keeps the attempts of its last case as evidence', async () => {
    const { evidence } = await tryAll(numbers, (_value, n, recorder) => {
      recorder.attempt(sentWith(answer(200)), `case ${n}`, undefined);
    });
    expect(evidence.attempts.map(({ note }) => note)).toEqual(['case 25']);
    expect(evidence.omittedAttempts).toBe(24);
  });
});

describe('a property that does not hold', () => {
  const failFrom = (smallest: number) => (value: number, n: number, recorder: Recorder) => {
    recorder.attempt(sentWith(answer(200)), `${value}`, undefined);
    recorder.observation(`${n}`, { state: value });
    if (value >= smallest) fail('is small', `is ${value}`);
  };

  it('ends with the finding of the smallest case, which is the evidence', async () => {
    const { ended, evidence } = await tryAll(numbers, failFrom(4711));
    expect(ended).toBeInstanceOf(RuleFailure);
    expect(ended).toMatchObject({ expected: 'is small', actual: 'is 4711' });
    expect(evidence.counterexample).toBe('4711');
    expect(evidence.attempts.map(({ note }) => note)).toEqual(['4711']);
    expect(evidence.observations).toMatchObject([{ state: 4711 }]);
    expect(evidence).not.toHaveProperty('notes');
  });

  it('may fail without an attempt', async () => {
    const { ended, evidence } = await tryAll(numbers, () => {
      throw new RuleFailure('is small', 'is large');
    });
    expect(ended).toBeInstanceOf(RuleFailure);
    expect(evidence.counterexample).toBe('0');
  });

  it('says which cases are smaller ones', async () => {
    const seen: [number, boolean][] = [];
    const run = async (value: number, isSmaller: boolean) => {
      seen.push([value, isSmaller]);
      if (value > 10) fail('is small', `is ${value}`);
    };
    const ended = forAll(numbers, run, { ...limits, turn: turnOf(10_000) }, newRecorder(), {
      examples: [3, 99, 7],
    });
    await expect(ended).rejects.toThrow(RuleFailure);
    expect(seen.slice(0, 2)).toEqual([
      [3, false],
      [99, false],
    ]);
    expect(new Set(seen.slice(2).map(([, isSmaller]) => isSmaller))).toEqual(new Set([true]));
  });

  it('counts only the cases tried before it failed, not the smaller ones', async () => {
    const { seen, evidence } = await tryAll(numbers, (value, n) => {
      if (n >= 3) fail('is seen less than three times', `is ${value}`);
    });
    expect(evidence.runs).toBe(3);
    expect(seen.length).toBeGreaterThan(3);
  });

  it('is shrunk in a limited number of steps', async () => {
    // 400 numbers can be shrunk in very many ways.
    const many = fc.array(numbers, { minLength: 400, maxLength: 400 });
    const { seen, ended, evidence } = await tryAll(many, (values) => {
      if (values.some((value) => value > 3)) fail('is small', 'is large');
    });
    expect(ended).toBeInstanceOf(RuleFailure);
    // The first case, and 81 smaller ones.
    expect(seen).toHaveLength(82);
    expect(evidence.notes).toEqual([expect.stringMatching(/^this may not be the smallest case/)]);
  });

  it("isn't shrunk if it only has to be confirmed, and doesn't count as stopped early", async () => {
    const { seen, ended, evidence } = await tryAll(numbers, failFrom(4711), { shrinks: false });
    expect(ended).toMatchObject({ actual: `is ${seen.at(-1)}` });
    expect(seen.filter((value) => value >= 4711)).toHaveLength(1);
    expect(evidence.notes).toBeUndefined();
  });

  it('numbers all cases from 1, including smaller ones', async () => {
    const cases: number[] = [];
    const { seen } = await tryAll(numbers, failFrom(4711), { onCase: (n) => cases.push(n) });
    expect(cases).toEqual(seen.map((_, n) => n + 1));
    expect(cases.length).toBeGreaterThan(3);
  });

  it('has separate time for shrinking, even if the time for cases is used up', async () => {
    const { ended } = await tryAll(numbers, (value) => fail('is small', `is ${value}`), {
      turn: { startsAt: performance.now() - 10_000, endsAt: performance.now() + 2000 },
    });
    expect(ended).toMatchObject({ actual: 'is 0' });
  });

  it('is shrunk until its time limit, counted from the first failure', async () => {
    const many = fc.array(numbers, { minLength: 400, maxLength: 400 });
    const recorder = newRecorder();
    let tried = 0;
    const failing = forAll(
      many,
      async () => {
        tried += 1;
        await pause(30);
        fail('is small', 'is large');
      },
      { ...limits, turn: turnOf(200) },
      recorder,
    );
    await expect(failing).rejects.toBeInstanceOf(RuleFailure);
    expect(tried).toBeLessThanOrEqual(6);
  });

  it('is shown in at most 2000 characters', async () => {
    const long = fc.constant('x'.repeat(5000));
    const { evidence } = await tryAll(long, () => fail('is short', 'is long'));
    expect(evidence.counterexample).toHaveLength(2001);
    // With its quotation marks it has the maximum length.
    const longest = fc.constant('x'.repeat(1998));
    expect((await tryAll(longest, () => fail('is short', 'is long'))).evidence.counterexample).toBe(
      `"${'x'.repeat(1998)}"`,
    );
  });
});

describe('an inconclusive property', () => {
  it('stops with the reason, without another case', async () => {
    const { seen, ended } = await tryAll(numbers, (_value, n) => {
      if (n === 4) throw new CannotTell({ reasonCode: 'observer-failed', detail: 'the observer is gone' });
    });
    expect(ended).toBeInstanceOf(CannotTell);
    expect(seen).toHaveLength(4);
  });

  it('keeps its finding if shrinking is inconclusive', async () => {
    let failures = 0;
    const { seen, ended, evidence } = await tryAll(numbers, (value) => {
      failures += 1;
      if (failures > 1)
        throw new CannotTell({ reasonCode: 'observer-failed', detail: 'the observer is gone' });
      fail('is small', `is ${value}`);
    });
    expect(ended).toBeInstanceOf(RuleFailure);
    expect(seen).toHaveLength(2);
    expect(evidence.counterexample).toBe(String(seen[0]));
  });

  it.each([
    [4, 3],
    [2, 1],
  ])('counts the cases before an interruption in case %i', async (interrupted, tried) => {
    const interrupt = new AbortController();
    const { seen, ended, evidence } = await tryAll(
      numbers,
      (_value, n) => {
        if (n < interrupted) return;
        interrupt.abort();
        throw new CannotTell({ reasonCode: 'interrupted' });
      },
      { signal: interrupt.signal },
    );
    expect(ended).toBeUndefined();
    expect(seen).toHaveLength(interrupted);
    expect(evidence).toMatchObject({ runs: tried, triedLess: { what: 'cases', tried, planned: 25 } });
  });

  it('is inconclusive if it is interrupted in its first case, or not interrupted at all', async () => {
    const interrupt = new AbortController();
    const stop = (at: number) => (_value: number, n: number) => {
      if (n === at) throw new CannotTell({ reasonCode: 'interrupted' });
    };
    expect((await tryAll(numbers, stop(4), { signal: interrupt.signal })).ended).toBeInstanceOf(CannotTell);
    interrupt.abort();
    expect((await tryAll(numbers, stop(1), { signal: interrupt.signal })).ended).toBeInstanceOf(CannotTell);
  });

  it('passes an internal error on unchanged', async () => {
    const mistake = new TypeError('a mistake of the rule');
    const { seen, ended } = await tryAll(numbers, () => {
      throw mistake;
    });
    expect(ended).toBe(mistake);
    expect(seen).toHaveLength(1);
  });
});

const message: Json = [{ event: 'did_change', list: ['a', { did: '1' }] }];

/** Every place in the message above, in order: the whole, the item, its fields, their content. */
const placeCount = 7;
const atPlace = (n: number) => (n + 0.5) / placeCount;

describe('a message with one value replaced', () => {
  it.each<[number, Json]>([
    [0, 5],
    [1, [5]],
    [2, [{ event: 5, list: ['a', { did: '1' }] }]],
    [3, [{ event: 'did_change', list: 5 }]],
    [4, [{ event: 'did_change', list: [5, { did: '1' }] }]],
    [5, [{ event: 'did_change', list: ['a', 5] }]],
    [6, [{ event: 'did_change', list: ['a', { did: 5 }] }]],
  ])('at place %i is otherwise unchanged', (place, expected) => {
    expect(mutate(message, { at: atPlace(place), by: 5 })).toEqual(expected);
  });

  it('does not change the original', () => {
    const before = JSON.stringify(message);
    mutate(message, { at: atPlace(6), by: null });
    expect(JSON.stringify(message)).toBe(before);
  });
});

describe('a message with one value removed', () => {
  it.each<[number, Json]>([
    [0, null],
    [1, []],
    [2, [{ list: ['a', { did: '1' }] }]],
    [4, [{ event: 'did_change', list: [{ did: '1' }] }]],
    [6, [{ event: 'did_change', list: ['a', {}] }]],
  ])('at place %i no longer has that place', (place, expected) => {
    expect(mutate(message, { at: atPlace(place), by: undefined })).toEqual(expected);
  });
});

it('reaches the whole of a message that is not an object', () => {
  expect(mutate('text', { at: 0.999, by: [] })).toEqual([]);
});

describe('cases tried at the same time', () => {
  /** The predicate tries a case alone; `tryOne` tries it beside others. */
  async function tryBeside(
    tryOne: (value: number) => Promise<void>,
    alone: (value: number) => Promise<void> | void,
    changed: Partial<ForAllLimits> = {},
  ) {
    const seen: number[] = [];
    const recorder = newRecorder();
    const run = async (value: number) => {
      seen.push(value);
      await alone(value);
    };
    const all = { ...limits, turn: turnOf(10_000), ...changed };
    const cases = { examples: [7, 8, 9], beside: { atOnce: 4, tryOne } };
    const ended = await forAll(numbers, run, all, recorder, cases).catch((error: unknown) => error);
    return { seen, ended, evidence: recorder.evidence(limits.seed) };
  }

  it('are all tried, and none alone if all pass', async () => {
    const beside: number[] = [];
    let open = 0;
    let most = 0;
    const { seen, ended, evidence } = await tryBeside(
      async (value) => {
        beside.push(value);
        open += 1;
        most = Math.max(most, open);
        await new Promise(setImmediate);
        open -= 1;
      },
      () => {},
    );
    expect(ended).toBeUndefined();
    expect(seen).toEqual([]);
    expect(beside).toHaveLength(25);
    expect(beside.slice(0, 3)).toEqual([7, 8, 9]);
    expect(most).toBe(4);
    expect(evidence).toMatchObject({ runs: 25 });
    expect(evidence).not.toHaveProperty('notes');
  });

  const isSmall = async (value: number) => {
    if (value === 8) fail('a small number', '8');
  };

  it('fail if one that fails beside others fails alone too', async () => {
    const { seen, ended } = await tryBeside(isSmall, isSmall);
    expect(seen[0]).toBe(8);
    expect(ended).toBeInstanceOf(RuleFailure);
  });

  it('pass if it passes alone, and say so', async () => {
    const { seen, ended, evidence } = await tryBeside(isSmall, () => {});
    expect(ended).toBeUndefined();
    expect(seen[0]).toBe(8);
    expect(seen).not.toContain(7);
    expect(evidence).toMatchObject({ runs: 25 });
    expect(evidence.notes).toEqual([
      'a case that did not pass beside others passed when it was tried again alone',
    ]);
  });

  it('are the same as those tried one by one, and shrunk to the same', async () => {
    const isBelow = (value: number) => value < 300_000 || fail('a small number', `${value}`);
    const smallest = async (beside: boolean) => {
      const recorder = newRecorder();
      const tryOne = async (value: number) => void isBelow(value);
      const all = { ...limits, turn: turnOf(10_000) };
      const trying = forAll(numbers, tryOne, all, recorder, beside ? { beside: { atOnce: 4, tryOne } } : {});
      await expect(trying).rejects.toThrow(RuleFailure);
      return recorder.evidence(limits.seed).counterexample;
    };
    const alone = await smallest(false);
    expect(alone).toBeDefined();
    expect(await smallest(true)).toBe(alone);
  });

  it('say how many were not tried if time is short', async () => {
    const { ended, evidence } = await tryBeside(
      async () => {},
      () => {},
      { runs: 2, planned: 25 },
    );
    expect(ended).toBeUndefined();
    expect(evidence.notes).toEqual([expect.stringContaining('tried 2 of 25 cases')]);
  });
});
