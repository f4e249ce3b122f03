import { describe, expect, it } from 'vitest';
import type { SequenceStep } from '../../../../schemas/generated/types.ts';
import { sent } from './steps.ts';
import { type Behavior, deleted, dids, lastWins, tried } from './try-with.ts';

/** The first correct message is about one control PBX, the second is the step, the third is about the other control. */
describe('a control PBX whose acknowledged message has no effect', () => {
  const one = [sent(dids(1, [1]))];
  const losing = (...nth: number[]): Behavior => ({ loses: (n) => nth.includes(n) });

  it('is what the finding is about, if the PBX of the sequence is right', async ({ expect }) => {
    const { verdict, finding, evidence } = await tried(one, losing(1, 3));
    expect(verdict).toBe('fail');
    expect(finding?.expected).toBe('the effect of every acknowledged message');
    expect(finding?.actual).toMatch(
      /^acknowledged without an effect: after the same messages about another PBX, the state is null instead of \{.*"DID 1"/,
    );
    expect(finding?.fix).toMatch(/^Respond with a 2xx only after the change is stored\./);
    expect(finding?.steps).toEqual([
      '1. YCM sends: PBX 1 has DID 1 (did_change at 1 s) -> 200',
      expect.stringMatching(/^PBX 1 is 36\w+ in this run, and got nothing else$/),
    ]);
    expect(finding).not.toHaveProperty('sequence');
    const sn = finding?.steps?.[1]?.match(/36\w+/)?.[0] ?? '';
    const about = evidence.attempts.filter(({ request }) => JSON.stringify(request).includes(sn));
    expect(about.map(({ note }) => note)).toEqual([
      'a message for comparison, about another PBX: PBX 1 has DID 1 (did_change at 1 s)',
    ]);
  });

  it('is found even if its content is too common to look for', async ({ expect }) => {
    const steps = [sent({ pbx: 1, at: 1, capacity: { extensions: '5' } })];
    const { finding } = await tried(steps, losing(1, 3));
    expect(finding?.expected).toBe('the effect of every acknowledged message');
  });

  it('may have arrived beside messages about other PBXs', async ({ expect }) => {
    const steps = [sent(dids(1, [1])), sent(dids(2, [2], 2))];
    const { finding } = await tried(steps, losing(1, 2, 5, 6));
    expect(finding?.steps?.at(-1)).toMatch(
      /and got nothing else\. Messages about other PBXs arrived at the same time$/,
    );
  });

  it.each<[string, SequenceStep[], Behavior]>([
    ['lost its report too', one, losing(2, 3)],
    ['shows an older report', [sent(dids(2, [1])), sent(dids(1, [2]))], { ...lastWins, ...losing(1, 4, 5) }],
  ])('is not, if the PBX of the sequence %s', async (_what, steps, behavior) => {
    const { finding } = await tried(steps, behavior);
    expect(finding?.expected).toBe('PBX 1 ends in the state of its newest report');
    expect(finding?.sequence?.steps).toEqual(steps);
  });

  it('is ignored if both controls have nothing to show', async ({ expect }) => {
    const { verdict } = await tried([sent(deleted(1))], { needsPbxToDelete: true });
    expect(verdict).toBe('pass');
  });
});
