import { expect, it } from 'vitest';
import { trustsKnownPbxs } from '../../../fixtures/receivers/broken/signature/rejects/trusts-known-pbxs.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

it('says that a forged message was not only applied, but acknowledged', async () => {
  const { results } = await checkFixture(trustsKnownPbxs.create, {
    rules: ['signature/rejected-has-no-effect'],
  });
  expect(results[0]?.finding?.fix).toMatch(
    /^The forged message was acknowledged\. Verify the signature of every/,
  );
});
