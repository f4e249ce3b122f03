import { expect, it } from 'vitest';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const trustsKnownPbxs = brokenReceiver('trusts-known-pbxs');

it('says that a forged message was not only applied, but acknowledged', async () => {
  const { results } = await checkFixture(trustsKnownPbxs.create, {
    rules: ['signature/rejected-has-no-effect'],
  });
  expect(results[0]?.finding?.fix).toMatch(
    /^The forged message was acknowledged\. Verify the signature of every/,
  );
});
