import { expect, it } from 'vitest';
import { heldUpByNone } from '../../../cli/self-test/matrix.ts';
import { faultyReceivers } from '../../../fixtures/receivers/faulty/index.ts';
import { rules } from '../../../suites/index.ts';
import { killFaulty, ownFile } from './driver.ts';

killFaulty((group) => !ownFile.includes(group));

it('every rule is held up by at least one faulty receiver', () => {
  const rows = faultyReceivers.map(({ name, fails }) => ({ name, failed: fails }));
  const ids = rules.map(({ id }) => id);
  expect(heldUpByNone(ids, rows)).toEqual(['security/serves-valid-tls']);
});
