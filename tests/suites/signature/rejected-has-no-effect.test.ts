import { expect, it } from 'vitest';
import { withOwnParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { namedIn } from '../../../fixtures/receivers/clock.ts';
import { isSignedCorrectly } from '../../../fixtures/receivers/signature.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** Verifies nothing about a PBX that has sent a genuine message. */
const trustsKnownPbxs = withOwnParts(() => {
  const known = new Set<string>();
  return {
    isGenuine: (message, request, secret) => {
      const sns = namedIn(message);
      if (sns.some((sn) => known.has(sn))) return true;
      const isGenuine = isSignedCorrectly(message, request, secret);
      if (isGenuine) for (const sn of sns) known.add(sn);
      return isGenuine;
    },
  };
});

it('says that a forged message was not only applied, but acknowledged', async () => {
  const { results } = await checkFixture(trustsKnownPbxs, { rules: ['signature/rejected-has-no-effect'] });
  expect(results[0]?.finding?.fix).toMatch(
    /^The forged message was acknowledged\. Verify the signature of every/,
  );
});
