import type { CommonCheckOptions } from '../../check/check-options.ts';
import type { Receiver } from '../../receiver/in-process/serve.ts';
import { check } from '../../suites/index.ts';
import { testSecret } from '../runner/check-fixture.ts';

/** Checks a receiver in simulated time with one rule that every listener that responds passes. */
export function checkSimulated(receiver: Receiver, options: Partial<CommonCheckOptions> = {}) {
  return check({
    receiver,
    secret: testSecret,
    time: 'simulated',
    rules: ['signature/accepts-genuine'],
    ...options,
  });
}
