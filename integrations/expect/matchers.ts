import { checkExpected, type ExpectedReceiver } from './expectation.ts';

/** What a matcher returns to Vitest and Jest. */
export interface MatcherResult {
  /** Whether the receiver is correct. */
  readonly pass: boolean;
  /** Explains the failure. */
  readonly message: () => string;
}

/** The matchers, for `expect.extend`. */
export const receiverMatchers = {
  /**
   * Checks the receiver that these options of `check` describe.
   *
   * @param received The options.
   */
  async toBeCorrectReceiver(received: ExpectedReceiver): Promise<MatcherResult> {
    const { problem, report } = await checkExpected(received);
    const { pass } = report.summary;
    return {
      pass: problem === undefined,
      message: () =>
        problem ?? `The receiver is correct, but the test expects a problem: ${pass} rules passed`,
    };
  },
};
