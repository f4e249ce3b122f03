/**
 * Hookswitch in Playwright: the rules as tests, with Playwright's workers, shards, retries and reports; and a simulated YCM for browser
 * tests of applications that show webhook data.
 *
 * @module
 */
export { type ReceiverTestsOptions, receiverTests } from './playwright/receiver-tests.ts';
export { test, type YcmFixtures } from './playwright/test.ts';
export type { YcmInTest } from './playwright/ycm-in-test.ts';
