import { expect, it } from 'vitest';
import { rules } from '../../../suites/index.ts';
import { sample } from './sample.ts';

/** No receiver of the matrix can fail it: tls.test.ts covers it. */
const provenElsewhere = 'security/serves-valid-tls';

it('the sample has a receiver that fails each rule, except the one about TLS', () => {
  const failed = new Set(sample.flatMap(({ fails }) => fails));
  expect(rules.map(({ id }) => id).filter((id) => !failed.has(id))).toEqual([provenElsewhere]);
});
