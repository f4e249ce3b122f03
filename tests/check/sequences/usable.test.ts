import { describe, expect, it } from 'vitest';
import { sequenceProblem } from '../../../check/sequences/usable.ts';
import { capacity, dids, sent, step } from '../../suites/retry/sequences/steps.ts';

describe('an invalid sequence', () => {
  it.each([
    [{}, 'the sequence must have "steps"'],
    [{ steps: [{ how: 'sent' }] }, 'step 1: sent needs reports; give at least one'],
    [
      { steps: [{ how: 'restart', reports: [dids(1, 1, [1])] }] },
      "step 1: a restart can't have reports; remove them",
    ],
    [{ steps: [{ how: 'restart' }] }, 'no step has a report; add a step with one'],
    [
      { steps: [sent({ pbx: 1, at: 1 })] },
      'step 1: a report needs either an event with its dids or a capacity, not both',
    ],
    [
      { steps: [sent({ pbx: 1, at: 1, event: 'did_change' })] },
      'step 1: only a pce_delete can omit dids; list the DIDs that the PBX has now',
    ],
    [
      { steps: [sent(dids(1, 1, [1]), capacity(2, 1))] },
      'step 1: one message never reports both DIDs and capacity; split the step into two',
    ],
    [{ steps: [step('test', dids(1, 1, [1]))] }, "step 1: the test message can't have reports; remove them"],
    [
      { steps: [sent(dids(1, 1, [1]), dids(1, 1, []))] },
      'step 1: this or an earlier step has a different report for PBX 1 with the same "at", 1; change one of them',
    ],
    [
      { steps: [sent(dids(1, 1, [1])), sent(dids(1, 1, [2]))] },
      'step 2: this or an earlier step has a different report for PBX 1 with the same "at", 1; change one of them',
    ],
  ])('is refused with one sentence: %j', (value, sentence) => {
    expect(sequenceProblem(value)?.message).toBe(sentence);
  });
});
