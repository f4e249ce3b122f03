import { describe, expect, it } from 'vitest';
import { validate } from '../../schemas/index.ts';

const did = { did: '1002', didId: 'd1', trunkId: 't1', trunkName: 'trunk 1' };
const trunk = { action: 'add-trunk', dids: [did] };
const create = { action: 'create-pbx', sn: 'PBX-A' };
const problemOf = (...steps: unknown[]) => validate('scenario', { name: 'a scenario', steps });

describe('a scenario', () => {
  it('may have every action, with a time, a pause and a note', () => {
    const later = { secondsLater: 0, pauseMs: 600_000, note: 'in words' };
    const steps = [
      trunk,
      create,
      { ...create, didIds: [] },
      { ...create, didIds: ['d1'], repository: { extensions: '5' } },
      { action: 'assign-dids', sn: 'PBX-A', didIds: ['d1'] },
      { action: 'remove-dids', sn: 'PBX-A', didIds: ['d1'] },
      { action: 'bind-dids', sn: 'PBX-A', didIds: [] },
      { action: 'delete-dids', didIds: ['d1'] },
      { action: 'delete-trunk', trunkId: 't1' },
      { action: 'resize', sn: 'PBX-A', repository: { extensions: '5' } },
      { action: 'resize', sn: ['PBX-A', 'PBX-B'], repository: { extensions: '5' } },
      { action: 'delete-pbx', sn: 'PBX-A' },
    ];
    expect(problemOf(...steps)).toBeUndefined();
    expect(problemOf(...steps.map((step) => ({ ...step, ...later })))).toBeUndefined();
  });

  it.each([
    [5, '/steps/1', 'step 2 must be an object, but is the number 5'],
    [{}, '/steps/1', 'step 2 must have "action"'],
    [
      { action: '__proto__' },
      '/steps/1/action',
      /^step 2: its action must be one of "add-trunk", "create-pbx", /,
    ],
    [{ action: 'asign-dids' }, '/steps/1/action', /; did you mean "assign-dids"\?$/],
    [{ action: ['resize'] }, '/steps/1/action', /, but is an array of 1 item$/],
    [{ action: 'assign-dids', sn: 'A' }, '/steps/1', 'step 2 (assign-dids): it must have "didIds"'],
    [
      { action: 'assign-dids', sn: 'A', didIds: [] },
      '/steps/1/didIds',
      'step 2 (assign-dids): /didIds must be an array of at least 1 item, but is an empty array',
    ],
    [
      { action: 'delete-dids', didIds: ['d1', 'd2', 'd1'] },
      '/steps/1/didIds',
      'step 2 (delete-dids): /didIds must be an array without duplicates, but has the string "d1" twice',
    ],
    [
      { action: 'delete-pbx', sn: 'A', secondLater: 1 },
      '/steps/1',
      'step 2 (delete-pbx): it has the unknown key "secondLater"; did you mean "secondsLater"?',
    ],
    [
      { action: 'delete-pbx', sn: 'A', secondsLater: -1 },
      '/steps/1/secondsLater',
      'step 2 (delete-pbx): /secondsLater must be from 0 to 31536000 (seconds after the previous step), but is the number -1',
    ],
    [
      { action: 'delete-pbx', sn: 'A'.repeat(81) },
      '/steps/1/sn',
      /^step 2 \(delete-pbx\): \/sn must be a string of at most 80 characters \(the serial number of a Cloud PBX\), but is the string "A{60}"… \(81 characters\)$/,
    ],
    [
      { action: 'add-trunk', dids: [{ ...did, sn: 'A' }] },
      '/steps/1/dids/0',
      /^step 2 \(add-trunk\): \/dids\/0 has the unknown key "sn"; known keys: did, didId, trunkId, trunkName$/,
    ],
    [
      { action: 'resize', sn: 5, repository: { extensions: '5' } },
      '/steps/1/sn',
      'step 2 (resize): /sn must be a string (the serial number of a Cloud PBX) or an array (the serial numbers of several PBXs), but is the number 5',
    ],
    [
      { action: 'resize', sn: 'A', repository: { extensions: 5 } },
      '/steps/1/repository/extensions',
      'step 2 (resize): /repository/extensions must be a string (digits, "yes" or "no"), but is the number 5',
    ],
  ])('names the step with a mistake: %j', (step, path, sentence) => {
    const problem = problemOf(trunk, step);
    expect(problem).toEqual({
      path,
      message: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    });
  });

  it('has a name and steps, and nothing else', () => {
    expect(validate('scenario', [])?.message).toBe('the scenario must be an object, but is an empty array');
    expect(validate('scenario', { steps: [create] })?.message).toBe('the scenario must have "name"');
    expect(problemOf()?.message).toBe('/steps must be an array of at least 1 item, but is an empty array');
    expect(validate('scenario', { name: 'x', step: [], steps: [create] })?.message).toBe(
      'the scenario has the unknown key "step"; did you mean "steps"?',
    );
    expect(problemOf(...Array(10_001).fill(create))?.message).toBe(
      '/steps must be an array of at most 10000 items, but is an array of 10001 items',
    );
  });
});
