import { describe, expect, it } from 'vitest';
import type { SequenceStep } from '../../../../schemas/sequence-step.ts';
import { describeSteps, endInWords } from '../../../../suites/retry/sequences/describe-steps.ts';
import { sequenceId } from '../../../../suites/retry/sequences/id.ts';
import { rulesShownBy } from '../../../../suites/retry/sequences/shown-by.ts';
import { answer, sentWith } from '../../../runner/sent.ts';
import { capacity, deleted, dids, sent, step } from './steps.ts';

describe('the description of a sequence', () => {
  it('is one numbered line for each step, with the response', () => {
    const report = dids(1, 2, [1, 2]);
    const steps = [
      sent(report),
      step('lost-ack', report),
      sent(dids(1, 1, [])),
      step('other-secret', dids(1, 3, [4])),
      step('wrong-shape', capacity(1, 3)),
      { how: 'restart' } as const,
      { how: 'test' } as const,
    ];
    const ok = sentWith(answer(200));
    const answers = [
      ok,
      sentWith({ kind: 'aborted', at: 'head' } as never),
      ok,
      sentWith(answer(401)),
      undefined,
      undefined,
      ok,
    ];
    expect(describeSteps(steps, answers)).toEqual([
      '1. YCM sends: PBX 1 has DID 1 and DID 2 (did_change at 2 s) -> 200',
      '2. YCM retries step 1: PBX 1 has DID 1 and DID 2 (did_change at 2 s); the connection breaks before the response -> not read',
      '3. YCM sends late: PBX 1 has no DIDs (did_change at 1 s) -> 200',
      '4. A forger sends a message signed with another secret: PBX 1 has DID 4 (did_change at 3 s) -> 401',
      '5. A forger sends a message with a string as its updateTime: PBX 1 has capacity extensions 500 (at 3 s)',
      '6. The receiver is killed and restarted',
      '7. YCM sends the test message -> 200',
    ]);
  });
});

describe('the text of a step', () => {
  it.each<[string, SequenceStep]>([
    [
      'A forger sends a message whose updateTime was changed after signing: PBX 1 has DID 4 (did_change at 3 s)',
      step('tampered', dids(1, 3, [4])),
    ],
    [
      "A forger sends a body that is cut off and isn't JSON: PBX 1 is deleted (at 3 s)",
      step('malformed-json', deleted(1, 3)),
    ],
    [
      'A forger sends a message with a string as its DID list: PBX 1 has DID 4 (did_change at 3 s)',
      step('wrong-shape', dids(1, 3, [4])),
    ],
    [
      'YCM sends: PBX 1 has DID 1, DID 2 and DID 3 (did_change at 3 s); PBX 2 has no DIDs (did_change at 4 s)',
      sent(dids(1, 3, [1, 2, 3]), dids(2, 4, [])),
    ],
    [
      'YCM sends: PBX 1 has capacity extensions 500, receptionist 2 (at 3 s)',
      sent({ pbx: 1, at: 3, capacity: { extensions: '500', receptionist: '2' } }),
    ],
  ])('is: %s', (expected, one) => {
    expect(describeSteps([one], [])).toEqual([`1. ${expected}`]);
  });

  it('shows why there is no response', () => {
    const failed = sentWith({
      kind: 'connection-failed',
      phase: 'connect',
      code: 'ECONNREFUSED',
      message: 'refused',
    });
    const [line] = describeSteps([{ how: 'test' }], [failed]);
    expect(line).toMatch(/^1\. YCM sends the test message -> .*refused/);
  });

  it('is a resend only if its whole message was sent before by YCM', () => {
    const both = [dids(1, 1, [1]), dids(2, 1, [2])];
    const lines = describeSteps([sent(...both), sent(both[0] ?? deleted(1, 1)), sent(...both)], []);
    expect(lines.map((line) => line.slice(3, 20))).toEqual([
      'YCM sends: PBX 1 ',
      'YCM sends late: P',
      'YCM retries step ',
    ]);
    const afterForgery = describeSteps([step('tampered', dids(1, 1, [1])), sent(dids(1, 1, [1]))], []);
    expect(afterForgery[1]).toMatch(/^2\. YCM sends: /);
  });

  it('states the final state of a PBX', () => {
    expect(endInWords({ pbx: 1, newest: [dids(1, 3, [4]), capacity(1, 2)] })).toBe(
      'Expected: PBX 1 looks as if only this had been sent: PBX 1 has DID 4 (did_change at 3 s); PBX 1 has capacity extensions 500 (at 2 s)',
    );
    expect(endInWords({ pbx: 2, newest: [] })).toBe(
      'Expected: PBX 2 looks like an unknown PBX, because nothing genuine was sent about it',
    );
  });
});

describe('the id of a sequence', () => {
  it('is the same for any order of keys, and different for other steps', () => {
    const one = sequenceId([sent({ pbx: 1, at: 2, event: 'did_change', dids: [1] })]);
    expect(sequenceId([{ reports: [{ dids: [1], event: 'did_change', at: 2, pbx: 1 }], how: 'sent' }])).toBe(
      one,
    );
    expect(sequenceId([sent(dids(1, 3, [1]))])).not.toBe(one);
    expect(one).toMatch(/^[0-9a-f]{8}$/);
  });
});

const shownStep = (how: SequenceStep['how'], at: number, did = 1): SequenceStep => ({
  how,
  reports: [{ pbx: 1, at, event: 'did_change', dids: [did] }],
});

const joined = (...times: number[]): SequenceStep => ({
  how: 'sent',
  reports: times.map((at) => ({ pbx: 1, at, event: 'did_change', dids: [at] })),
});

describe('the rule shown by a shrunk sequence', () => {
  it.each<[rule: string, steps: SequenceStep[]]>([
    ['retry/ignores-a-late-older-message', [shownStep('sent', 5), shownStep('sent', 3, 2)]],
    ['retry/applies-once', [shownStep('sent', 5), shownStep('sent', 5)]],
    ['retry/survives-a-lost-ack', [shownStep('lost-ack', 5)]],
    ['signature/rejected-has-no-effect', [shownStep('sent', 5), shownStep('other-secret', 6, 2)]],
    ['signature/rejected-has-no-effect', [shownStep('malformed-json', 5), shownStep('sent', 6)]],
    ['retry/keeps-what-it-acknowledged', [shownStep('sent', 5), { how: 'restart' }]],
    ['message/ignores-the-test-message', [shownStep('sent', 5), { how: 'test' }]],
    ['message/ends-with-the-newest-of-an-array', [joined(1, 2), shownStep('sent', 3)]],
  ])('is %s', (rule, steps) => {
    expect(rulesShownBy(steps)).toEqual([rule]);
  });

  it('belongs to each unusual step, or is a default if there are only new reports', () => {
    expect(rulesShownBy([shownStep('sent', 5), shownStep('other-secret', 6), shownStep('sent', 5)])).toEqual([
      'signature/rejected-has-no-effect',
      'retry/applies-once',
    ]);
    expect(rulesShownBy([shownStep('sent', 1), shownStep('sent', 2)])).toEqual([
      'message/keeps-pbxs-apart',
      'message/applies-every-item',
      'message/replaces-the-did-list',
    ]);
  });
});
