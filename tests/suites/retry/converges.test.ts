import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../../check/check-options.ts';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import type { Sequence } from '../../../schemas/generated/types.ts';
import { check } from '../../../suites/index.ts';
import { checkFixture } from '../../runner/check-fixture.ts';
import { howMany } from '../../support/how-many.ts';

const lastOfAnArrayWins = brokenReceiver('last-of-an-array-wins');
const appliesRemovalsAtAnyTime = brokenReceiver('applies-removals-at-any-time');
const blocksAfterBadMessage = brokenReceiver('blocks-after-bad-message');
const forgetsTimeWithATrunk = brokenReceiver('forgets-time-with-a-trunk');
const freesDidsThatAPbxOnceHad = brokenReceiver('frees-dids-that-a-pbx-once-had');
const lastDidsWin = brokenReceiver('last-dids-win');
const removesAPbxWithItsDids = brokenReceiver('removes-a-pbx-with-its-dids');
const noCheck = brokenReceiver('no-check');

const patient = { settings: { timeoutSeconds: 10 }, budgetMs: 300_000, sequences: 40 };

const checkIt = async (create: CreateReceiver, options: Partial<CommonCheckOptions> = {}) => {
  const { results } = await checkFixture(create, { rules: ['retry/converges'], ...patient, ...options });
  const [result] = results;
  if (!result) throw new Error('nothing was checked');
  return result;
};

/** The mistakes of `blocks-after-bad-message`, step by step, written by hand. */
const blocked: Sequence = {
  steps: [
    { how: 'wrong-shape', reports: [{ pbx: 1, at: 2, event: 'did_change', dids: [] }] },
    { how: 'sent', reports: [{ pbx: 1, at: 1, event: 'did_change', dids: [1] }] },
  ],
};

describe('retry/converges', { timeout: 900_000 }, () => {
  it('finds what goes wrong in a few steps that a person can follow', async () => {
    const { verdict, finding, evidence } = await checkIt(blocksAfterBadMessage.create);
    expect(verdict).toBe('fail');
    expect(finding?.sequence?.steps).toHaveLength(2);
    expect(finding?.actual).toMatch(/^the state is null instead of an object with \d fields$/);
    expect(finding?.steps).toEqual([
      expect.stringMatching(/^1\. A forger sends a .*: PBX 1 .* -> 401$/),
      expect.stringMatching(/^2\. YCM sends: PBX 1 .* -> 200$/),
      expect.stringMatching(
        /^Expected: PBX 1 looks as if only this had been sent: PBX 1 .*\. PBX 1 is 36\w{14} in this run$/,
      ),
    ]);
    expect(evidence.counterexample).toBe(`sequence ${finding?.sequence?.id} of 2 steps`);
  });

  it('finds with any seed that a deletion is ignored if it is the first report about its PBX', async () => {
    const create = withParts({
      apply: (store, report) => {
        const isDeletion = report.kind === 'did' && report.event === 'pce_delete';
        if (!isDeletion || store.get(report.sn)) apply(store, report);
      },
    });
    const { verdict, finding } = await checkIt(create, { seed: 7, sequences: 0 });
    expect(verdict).toBe('fail');
    expect(finding?.actual).toBe('the state shows DID 1 of an older report');
    expect(finding?.steps?.slice(0, 2)).toEqual([
      '1. YCM sends: PBX 1 is deleted (at 2 s) -> 200',
      '2. YCM sends late: PBX 1 has DID 1 (did_change at 1 s) -> 200',
    ]);
  });

  // Each seed finds them in at least 9 of 10 checks; without a generated sequence, no seed does.
  const random = [
    appliesRemovalsAtAnyTime,
    forgetsTimeWithATrunk,
    freesDidsThatAPbxOnceHad,
    removesAPbxWithItsDids,
  ];
  it.each(howMany(random.slice(0, 1), random))(
    'finds within 4 seeds, by a generated sequence, that $name',
    async ({ create }) => {
      const seeds = [1, 2, 3, 4];
      for (const seed of seeds) {
        const { verdict, finding } = await checkIt(create, { seed });
        if (verdict === 'pass') continue;
        expect(finding?.sequence?.steps.length).toBeLessThanOrEqual(6);
        return;
      }
      expect.fail(`not found with the seeds ${seeds.join(', ')}`);
    },
  );

  it('generates at most the allowed number of sequences', async () => {
    const of = (seed: number) => checkIt(appliesRemovalsAtAnyTime.create, { seed, sequences: 0 });
    const results = await Promise.all([of(1), of(2)]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });

  it('does not blame a receiver that applies the last report of an array, whatever their times', async () => {
    const { verdict, reason } = await checkIt(lastOfAnArrayWins.create, { seed: 5, sequences: 15 });
    expect([verdict, reason]).toEqual(['pass', undefined]);
  });

  it('reproduces the finding with only the sequence', async () => {
    const found = await checkIt(blocksAfterBadMessage.create, { seed: 11, sequences: 0 });
    const sequence = found.finding?.sequence;
    const again = await checkIt(blocksAfterBadMessage.create, sequence ? { sequence } : {});
    expect(again.finding?.sequence).toEqual(sequence);
    expect(again.evidence).not.toHaveProperty('runs');
  });

  it('tries only the given sequence', async () => {
    expect(await checkIt(blocksAfterBadMessage.create, { sequence: blocked })).toMatchObject({
      verdict: 'fail',
      finding: { sequence: { steps: blocked.steps } },
    });
    // It has other mistakes, which this sequence does not trigger.
    expect((await checkIt(lastDidsWin.create, { sequence: blocked })).verdict).toBe('pass');
    const { verdict, evidence } = await checkIt(createReference, { sequence: blocked });
    expect(verdict).toBe('pass');
    expect(evidence.attempts.map(({ note }) => note)).toContain('step 2: a genuine message');
  });

  it('leaves a receiver that accepts forgeries to the rules about signatures', async () => {
    const { verdict, reason } = await checkIt(noCheck.create);
    expect([verdict, reason]).toEqual([
      'inconclusive',
      'a forged message was acknowledged; fix the failed signature/ rules first',
    ]);
  });

  it('is not checked if the state of one PBX cannot be seen separately', async () => {
    const { verdict, reason } = await checkIt(createReference, {
      observe: () => ({}),
      observeUrl: undefined,
    } as never);
    expect([verdict, reason]).toEqual([
      'skipped',
      'needs the state of each PBX separately: add --observe-url with {sn}',
    ]);
  });

  it('refuses an impossible sequence before anything is sent', async () => {
    const options = { url: 'http://127.0.0.1:9/', secret: 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o' };
    await expect(check({ ...options, sequence: { steps: [{ how: 'sent' }] } })).rejects.toMatchObject({
      code: 'bad-sequence',
      message: 'step 1: sent needs reports; give at least one',
    });
  });
});
