import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onFreeCores } from './on-free-cores.ts';

const untilFree = async () => {};
/** A thread that always has a core, and one that never has. */
const free = { waitedMs: () => 0, untilFree };
const starved = { waitedMs: () => performance.now(), untilFree };

const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A run whose result is how often it was tried. */
function counted(moments = 1) {
  let tries = 0;
  return async () => {
    tries += 1;
    for (let left = moments; left > 0; left -= 1) await moment();
    return tries;
  };
}

describe('a check on free cores', () => {
  // What is repeated here says nothing about this machine.
  beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
  afterAll(() => void vi.restoreAllMocks());

  it.each([
    ['a right result on a free machine', free, '', 1],
    ['a wrong result on a free machine', free, 'it fails', 1],
    ['a right result without a core', starved, '', 1],
    ['a wrong result without a core', starved, 'it fails', 5],
    ['a result measured late', free, 'Hookswitch itself was delayed by 5 s during an attempt', 5],
    ['a check that ran out of time', free, 'the budget of 60 s was too short; increase budgetMs', 5],
  ])('with %s', async (_what, cores, wrong, tries) => {
    expect(await onFreeCores(counted(), () => wrong, cores)).toBe(tries);
  });

  it('is repeated until its result is right', async () => {
    const wrongIn = (tries: number) => (tries === 2 ? '' : 'it fails');
    expect(await onFreeCores(counted(), wrongIn, starved)).toBe(2);
  });

  it('is repeated once if another one blocked the thread', async () => {
    const block = async () => {
      await moment();
      for (const end = performance.now() + 600; performance.now() < end; );
    };
    const [tries] = await Promise.all([
      onFreeCores(counted(3), () => 'it fails', free),
      onFreeCores(block, () => '', free),
    ]);
    expect(tries).toBe(2);
  });

  it('is repeated when no other one runs, and none starts beside it', async () => {
    const events: string[] = [];
    const check = (name: string, isWrongAtFirst: boolean, moments = 1) => {
      let tries = 0;
      return onFreeCores(
        async () => {
          tries += 1;
          events.push(`${name} ${tries} starts`);
          for (let left = moments; left > 0; left -= 1) await moment();
          events.push(`${name} ${tries} ends`);
          return tries;
        },
        (result) => (isWrongAtFirst && result === 1 ? 'it fails' : ''),
        starved,
      );
    };
    const repeated = check('late', true);
    const beside = check('long', false, 10);
    await expect.poll(() => events).toContain('late 1 ends');
    await moment();
    const afterwards = check('next', false);
    expect(await Promise.all([repeated, beside, afterwards])).toEqual([2, 1, 1]);
    expect(events.slice(3)).toEqual([
      'long 1 ends',
      'late 2 starts',
      'late 2 ends',
      'next 1 starts',
      'next 1 ends',
    ]);
  });
});
