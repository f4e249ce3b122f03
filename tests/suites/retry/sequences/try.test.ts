import { describe, expect, it } from 'vitest';
import type { SequenceStep } from '../../../../schemas/generated/types.ts';
import { sent, step } from './steps.ts';
import { type Behavior, capacity, deleted, dids, lastWins, tried } from './try-with.ts';

describe('a tried sequence', () => {
  it('has all its steps, and two control PBXs', async ({ expect }) => {
    const { verdict, evidence, bodies } = await tried([
      sent(dids(2, [1, 2])),
      step('lost-ack', capacity(3)),
      step('other-secret', dids(5, [9])),
      step('tampered', dids(5, [9])),
      step('malformed-json', dids(5, [9])),
      step('wrong-shape', dids(5, [9])),
      step('wrong-shape', capacity(5)),
      { how: 'test' },
      sent(capacity(3)),
      sent(dids(1, [3])),
    ]);
    expect(verdict).toBe('pass');
    expect(evidence.attempts.map(({ note }) => note)).toEqual(
      expect.arrayContaining([
        'a message for comparison, about another PBX: PBX 1 has DID 1 and DID 2 (did_change at 2 s)',
        'step 1: a genuine message',
        'step 2: a genuine message whose connection is closed before the response',
        'step 3: a message signed with another secret',
        'step 4: a message changed after it was signed',
        'step 5: a message that is not JSON, signed with another secret',
        'step 6: a message with a wrong shape, signed with another secret',
        'step 8: the test message',
      ]),
    );
    expect(bodies.filter((body) => body.includes('"trunkDidInfoList":"none"'))).toHaveLength(1);
    expect(bodies.filter((body) => body.includes('"updateTime":"soon"'))).toHaveLength(1);
    expect(bodies.filter((body) => !/[\]}]$/.test(body))).toHaveLength(1);
  });

  it('fails if an older report wins, with the steps and the final state', async ({ expect }) => {
    const steps = [sent(dids(2, [1])), sent(dids(1, [2]))];
    const { verdict, finding, explainedBy } = await tried(steps, lastWins);
    expect(verdict).toBe('fail');
    expect(explainedBy).toEqual(['retry/ignores-a-late-older-message']);
    expect(finding?.expected).toBe('PBX 1 ends in the state of its newest report');
    expect(finding?.actual).toContain('"DID 2" instead of "DID 1"');
    expect(finding?.sequence).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{8}$/), steps });
    expect(finding?.steps).toEqual([
      '1. YCM sends: PBX 1 has DID 1 (did_change at 2 s) -> 200',
      '2. YCM sends late: PBX 1 has DID 2 (did_change at 1 s) -> 200',
      expect.stringMatching(
        /^Expected: PBX 1 looks as if only this had been sent: PBX 1 has DID 1 \(did_change at 2 s\)\. PBX 1 is 36\w+ in this run$/,
      ),
    ]);
  });

  it('fails if a late report restores a deleted PBX', async ({ expect }) => {
    const steps = [sent(dids(1, [1])), sent(deleted(2)), sent(dids(1, [1]))];
    expect((await tried(steps)).verdict).toBe('pass');
    const { finding } = await tried(steps, lastWins);
    expect(finding?.steps?.[1]).toBe('2. YCM sends: PBX 1 is deleted (at 2 s) -> 200');
    expect(finding?.steps?.[2]).toBe('3. YCM retries step 1: PBX 1 has DID 1 (did_change at 1 s) -> 200');
  });

  const overtaken = [sent(deleted(2)), sent(dids(1, [1]))];

  it('fails if a late report creates a PBX whose deletion came first', async ({ expect }) => {
    expect((await tried(overtaken)).verdict).toBe('pass');
    const { verdict, finding } = await tried(overtaken, { needsPbxToDelete: true });
    expect(verdict).toBe('fail');
    expect(finding?.expected).toBe('PBX 1 ends in the state of its newest report');
    expect(finding?.actual).toBe('the state shows DID 1 of an older report');
    expect(finding?.sequence?.steps).toEqual(overtaken);
  });

  it('passes if a deleted PBX keeps the list that it had, though a late report has a newer one', async ({
    expect,
  }) => {
    const steps = [sent(dids(1, [1])), sent(deleted(3)), sent(dids(2, [2]))];
    expect((await tried(steps, { keepsLastList: true })).verdict).toBe('pass');
    const { verdict, evidence } = await tried(steps.slice(0, 2), { keepsLastList: true });
    expect(verdict).toBe('pass');
    // The usual controls show the list too.
    expect(evidence.attempts.filter(({ note }) => note?.includes('for comparison'))).toHaveLength(3);
  });

  it('passes if only a log shows an ignored report', async ({ expect }) => {
    const steps = [sent(dids(1, [1])), sent(capacity(3)), sent(dids(4, [3])), sent(dids(2, [2]))];
    expect((await tried(steps, { logged: 1 })).verdict).toBe('pass');
    expect((await tried(steps, { logged: 2 })).verdict).toBe('pass');
  });

  it('is left to other rules if a forgery is acknowledged', async ({ expect }) => {
    for (const how of ['other-secret', 'tampered'] as const) {
      const steps = [sent(dids(1, [1])), step(how, dids(2, [9]))];
      const { verdict, reason } = await tried(steps, { checksSignature: false });
      expect([verdict, reason]).toEqual([
        'inconclusive',
        expect.stringMatching(/^a forged message was acknowledged/),
      ]);
    }
  });

  // The first correct message is about a control PBX.
  it('resends unacknowledged messages, as YCM does', async ({ expect }) => {
    const steps = [sent(dids(1, [1]))];
    const { verdict, evidence } = await tried(steps, { statusOf: (nth) => (nth === 2 ? 500 : 200) });
    expect(verdict).toBe('pass');
    expect(evidence.attempts.map(({ note }) => note)).toContain('step 1: a genuine message, again');
  });

  it('fails if a new message is not acknowledged, and ends there', async ({ expect }) => {
    const steps = [sent(dids(1, [1])), sent(dids(2, [2])), sent(dids(3, [3]))];
    const { finding } = await tried(steps, { statusOf: (nth) => (nth === 3 || nth === 4 ? 503 : 200) });
    expect(finding?.expected).toBe('a 2xx for the new message of step 2');
    expect(finding?.sequence?.steps).toEqual(steps.slice(0, 2));
    expect(finding?.steps).toEqual([
      '1. YCM sends: PBX 1 has DID 1 (did_change at 1 s) -> 200',
      '2. YCM sends: PBX 1 has DID 2 (did_change at 2 s) -> 503',
      'Step 2 is new and must be acknowledged',
    ]);
  });

  it.each<[string, SequenceStep[]]>([
    ['a duplicate', [sent(dids(1, [1])), sent(dids(1, [1]))]],
    ['a late message', [sent(dids(2, [1])), sent(dids(1, [2]))]],
    ['two reports about one PBX', [sent(dids(3, [1])), sent(dids(4, [2]), dids(4, [2])), sent(dids(5, [3]))]],
  ])('passes a receiver that refuses %s', async (_what, steps) => {
    const seen = new Set<number>();
    const statusOf: Behavior['statusOf'] = (nth, reports) => {
      if (nth === 1) return 200;
      const times = reports.map(({ updateTime }) => updateTime);
      const isNew = reports.length === 1 && times.every((at) => at > Math.max(0, ...seen));
      for (const at of times) seen.add(at);
      return nth > 2 && nth < 5 && !isNew ? 409 : 200;
    };
    expect((await tried(steps, { statusOf })).verdict).toBe('pass');
  });

  it('requires nothing of two PBXs with the same DID', async ({ expect }) => {
    const steps = [sent(dids(1, [1])), sent(dids(2, [1], 2)), sent(dids(1, [1]))];
    expect((await tried(steps, lastWins)).verdict).toBe('pass');
    const apart = [sent(dids(3, [1])), sent(dids(2, [2], 2)), sent(dids(1, [5]))];
    expect((await tried(apart, lastWins)).verdict).toBe('fail');
  });
});

describe('a smaller sequence of one that failed', () => {
  const older = [sent(dids(2, [1])), sent(dids(1, [2]))];

  it('fails like any other, and tells that the failure shows at once', async ({ expect }) => {
    const shrinking = { showsAtOnce: false };
    const { finding } = await tried(older, lastWins, shrinking);
    expect(finding?.actual).toContain('"DID 2" instead of "DID 1"');
    expect(shrinking.showsAtOnce).toBe(true);
  });

  it('passes after one look at each state if the failure shows at once', async ({ expect }) => {
    const looksIn = async (showsAtOnce: boolean) => {
      const { verdict, evidence } = await tried(older, {}, { showsAtOnce });
      expect(verdict).toBe('pass');
      return evidence.observations.length;
    };
    expect(await looksIn(true)).toBe(3);
    expect(await looksIn(false)).toBeGreaterThan(3);
  });

  it('fails if the failure shows later, which does not tell that it shows at once', async ({ expect }) => {
    const shrinking = { showsAtOnce: false };
    const { verdict } = await tried([sent(dids(1, [1])), sent(dids(1, [1]))], { looks: 1 }, shrinking);
    expect(verdict).toBe('fail');
    expect(shrinking.showsAtOnce).toBe(false);
  });
});

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
