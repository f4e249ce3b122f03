import { assert, property } from 'fast-check';
import { expect, it } from 'vitest';
import { naming, namingExamples } from '../../../suites/cases/non-ascii-names.ts';

/** A column of 200 bytes has room for every name, whatever it counts. */
const maxBytes = 200;

it('names with any characters fit into 200 bytes of UTF-8, and are not cut within a character', () => {
  const isShort = (name: string) => Buffer.byteLength(name) <= maxBytes && !/[\ud800-\udfff]/u.test(name);
  for (const { trunkName } of namingExamples) expect(trunkName).toSatisfy(isShort);
  expect(Math.max(...namingExamples.map(({ trunkName }) => Buffer.byteLength(trunkName)))).toBeGreaterThan(
    190,
  );
  assert(property(naming, ({ trunkName }) => isShort(trunkName) && trunkName !== ''));
});
