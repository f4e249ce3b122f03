import { describe, expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { isSignedCorrectly } from '../../../fixtures/receivers/signature.ts';
import { checkFixture, idsOf } from '../../runner/check-fixture.ts';

const refusesArrays = brokenReceiver('refuses-arrays');

const rules = ['signature/*'];

describe('a receiver that acknowledges only the test message', () => {
  it('is checked by the signature rules that need no other message', async () => {
    const report = await checkFixture(refusesArrays.create, { rules });
    expect(idsOf(report, 'fail')).toEqual([]);
    expect(idsOf(report, 'pass')).toEqual(
      expect.arrayContaining([
        'signature/rejects-missing',
        'signature/rejects-empty',
        'signature/rejects-other-secret',
        'signature/rejects-tampered-body',
        'signature/rejects-altered-signature',
        'signature/rejects-weak-digest',
        'signature/rejects-doubled-header',
        'signature/rejects-malformed-signature',
        'signature/accepts-any-header-case',
      ]),
    );
  });

  it('fails them if it checks a signature only when there is one', async () => {
    const create = withParts({
      parse: (message) => {
        const parsed = JSON.parse(message.toString());
        if (Array.isArray(parsed)) throw new ReceiverRefusal(400, 'The message must be an object.');
        return parsed;
      },
      isGenuine: (message, request, secret) =>
        request.headers['x-signature'] === undefined || isSignedCorrectly(message, request, secret),
    });
    const report = await checkFixture(create, { rules });
    expect(idsOf(report, 'fail')).toContain('signature/rejects-missing');
  });
});
