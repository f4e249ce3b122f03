import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withoutItsArray } from '../../../check/adaptation/forms.ts';
import { replacedIn, withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceivers, correctReceivers } from '../../../fixtures/receivers/index.ts';
import { checking } from '../../../fixtures/receivers/patches.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import { check } from '../../../suites/index.ts';
import { checkFixture, testSecret } from '../../runner/check-fixture.ts';
import { firstBugs } from './first-bugs.ts';

const rules = [
  'signature/*',
  'message/keeps-values-as-sent',
  'retry/applies-once',
  'message/accepts-chunked',
];
const options = { rules, exclude: ['signature/hides-timing'], adapt: 'any' as const };

function checked(create: CreateReceiver, more: object = {}): Promise<Report> {
  return checkFixture(create, { ...options, ...more });
}

function named(name: string): CreateReceiver {
  const found = [...brokenReceivers, ...correctReceivers].find((receiver) => receiver.name === name);
  if (!found) throw new Error(`No receiver has the name ${name}.`);
  return found.create;
}

function firstBug(title: string) {
  const found = firstBugs.find((bug) => bug.title === title);
  if (!found) throw new Error(`No first bug has the title ${title}.`);
  return found;
}

describe('a receiver that accepts genuine messages', () => {
  it('accepts too much if it accepts another form as well', async () => {
    const { behind, results } = await checked(named('hex-accepted-too'));
    expect(behind).toBeUndefined();
    expect(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([
      'signature/rejects-other-encoding',
    ]);
  });
});

describe('a receiver that expects something else', () => {
  const hex = named('hex-signature');

  it('is checked with what it expects, except for what that hides', async () => {
    const { behind, summary } = await checked(hex);
    expect(behind?.adapted.map(({ cause, words }) => [cause, words])).toEqual([
      ['signature-hex', 'hex signatures'],
    ]);
    expect(behind?.results).toEqual([]);
    expect(behind?.hidden).toEqual([
      'signature/rejects-altered-signature',
      'signature/rejects-other-encoding',
    ]);
    expect(summary.fail).toBe(1);
  });

  it('is checked only in front of a cause that is not to be seen through', async () => {
    expect((await checked(hex, { adapt: [] })).behind).toBeUndefined();
    expect((await checked(hex, { adapt: ['signature-prefix'] })).behind).toBeUndefined();
    expect((await checked(hex, { adapt: ['signature-hex'] })).behind).toBeDefined();
  });

  it('is sent forged messages that are forged from what it expects', async () => {
    const inHex = (message: Buffer, key: string) => createHmac('sha256', key).update(message).digest('hex');
    const create = withParts(
      checking((given, message, secret) => [secret, ''].some((key) => given === inHex(message, key))),
    );
    const { behind } = await checked(create);
    expect(behind?.results.map(({ id }) => id)).toEqual(['signature/rejects-other-secret']);
  });

  it('is seen through three layers, one after the other', async () => {
    const wrap = firstBug('path').wrap ?? ((create: CreateReceiver) => create);
    const create = wrap(
      withParts({
        ...firstBug('hex').parts,
        ...firstBug('object').parts,
        ...replacedIn(named('cuts-names'))?.({}),
      }),
    );
    const { behind, diagnosis } = await checked(create);
    expect(diagnosis?.cause).toBe('not-found');
    expect(behind?.adapted.map(({ cause }) => cause)).toEqual([
      'not-found',
      'signature-hex',
      'expects-object',
    ]);
    expect(behind?.causes.map(({ cause, behind: before }) => [cause, before])).toEqual([
      ['signature-hex', ['not-found']],
      ['expects-object', ['not-found', 'signature-hex']],
    ]);
    expect(behind?.results.map(({ id, behind: before }) => [id, before])).toEqual([
      ['message/keeps-values-as-sent', ['not-found', 'signature-hex', 'expects-object']],
    ]);
  });

  it('must have a cause that can be seen through', async () => {
    const checking = check({ url: 'http://127.0.0.1:9/', secret: testSecret, adapt: ['crash'] });
    await expect(checking).rejects.toMatchObject({ code: 'bad-settings' });
  });
});

describe('a report without its array', () => {
  it('is the item of an array, in the same bytes', () => {
    expect(withoutItsArray([{ sn: '1' }])).toEqual({ sn: '1' });
    expect(Buffer.from(withoutItsArray(Buffer.from(' [ {"sn" : "1"}\n] ')) as Uint8Array).toString()).toBe(
      '   {"sn" : "1"}\n  ',
    );
  });

  it('keeps bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xe4]), Buffer.from('"}]')]);
    const without = Buffer.from(withoutItsArray(bytes) as Uint8Array);
    expect(without.toString('latin1')).toBe(' {"a":"ä"} ');
  });

  it('stays as it is if it has none', () => {
    expect(withoutItsArray({ event: 'test' })).toEqual({ event: 'test' });
    const broken = Buffer.from('[{"sn":');
    expect(withoutItsArray(broken)).toBe(broken);
  });

  it('does not exist for several reports or none', () => {
    for (const message of [[], [1, 2], Buffer.from('[]'), Buffer.from('[1,2]')])
      expect(withoutItsArray(message)).toBeUndefined();
  });
});
