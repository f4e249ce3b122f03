import { expect, it } from 'vitest';
import { brokenReceivers } from '../../../fixtures/receivers/index.ts';
import { rules } from '../../../suites/index.ts';
import { checkAll } from './driver.ts';
import { sampleOf } from './sample.ts';

/** Another seed tries other receivers; one-half and other-half try all. */
const seed = Number(process.env.HOOKSWITCH_MATRIX_SEED ?? 16);
/** No receiver of the matrix can fail it: tls.test.ts proves it. */
const provenElsewhere = 'security/serves-valid-tls';

const sample = sampleOf(brokenReceivers, seed);

it('has a receiver that fails each rule', () => {
  const failed = new Set(sample.flatMap(({ fails }) => fails));
  expect(rules.map(({ id }) => id).filter((id) => !failed.has(id))).toEqual([provenElsewhere]);
});

checkAll([], sample);
