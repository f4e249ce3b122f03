import { describe, expect, it } from 'vitest';
import type { SequenceStep } from '../../../../schemas/sequence-step.ts';
import { rulesShownBy } from '../../../../suites/retry/sequences/shown-by.ts';

const step = (how: SequenceStep['how'], at: number, did = 1): SequenceStep => ({
  how,
  reports: [{ pbx: 1, at, event: 'did_change', dids: [did] }],
});

const joined = (...times: number[]): SequenceStep => ({
  how: 'sent',
  reports: times.map((at) => ({ pbx: 1, at, event: 'did_change', dids: [at] })),
});

describe('the rule shown by a shrunk sequence', () => {
  it.each<[rule: string, steps: SequenceStep[]]>([
    ['retry/ignores-a-late-older-message', [step('sent', 5), step('sent', 3, 2)]],
    ['retry/applies-once', [step('sent', 5), step('sent', 5)]],
    ['retry/survives-a-lost-ack', [step('lost-ack', 5)]],
    ['signature/rejected-has-no-effect', [step('sent', 5), step('other-secret', 6, 2)]],
    ['signature/rejected-has-no-effect', [step('malformed-json', 5), step('sent', 6)]],
    ['retry/keeps-what-it-acknowledged', [step('sent', 5), { how: 'restart' }]],
    ['message/ignores-the-test-message', [step('sent', 5), { how: 'test' }]],
    ['message/ends-with-the-newest-of-an-array', [joined(1, 2), step('sent', 3)]],
  ])('is %s', (rule, steps) => {
    expect(rulesShownBy(steps)).toEqual([rule]);
  });

  it('belongs to each unusual step, or is a default if there are only new reports', () => {
    expect(rulesShownBy([step('sent', 5), step('other-secret', 6), step('sent', 5)])).toEqual([
      'signature/rejected-has-no-effect',
      'retry/applies-once',
    ]);
    expect(rulesShownBy([step('sent', 1), step('sent', 2)])).toEqual([
      'message/keeps-pbxs-apart',
      'message/applies-every-item',
      'message/replaces-the-did-list',
    ]);
  });
});
