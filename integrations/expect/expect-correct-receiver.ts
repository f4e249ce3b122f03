import type { Report } from '../../schemas/generated/types.ts';
import { locatedAt, stackAt } from '../call-stack.ts';
import { checkExpected, type ExpectedReceiver } from './expectation.ts';

/** What {@link expectCorrectReceiver} throws: its message has the findings, each with a fix and the options that rerun it. */
export class IncorrectReceiver extends Error {
  override readonly name = 'IncorrectReceiver';
  readonly #report: Report;

  /**
   * The error for a receiver that failed.
   *
   * @param problem What is wrong with the receiver.
   * @param report The report that says so.
   */
  constructor(problem: string, report: Report) {
    super(problem);
    this.#report = report;
  }

  /** The whole report. Test runners don't print it. */
  get report(): Report {
    return this.#report;
  }
}

/**
 * Checks a receiver in a test, with any test runner. The error points to the line of the test.
 *
 * @param options The options of `check`, and which results make a receiver correct.
 * @returns The report, if the receiver is correct.
 * @throws IncorrectReceiver if a rule fails or has no clear result, HookswitchError like `check`.
 */
export function expectCorrectReceiver(options: ExpectedReceiver): Promise<Report> {
  const stack = stackAt(expectCorrectReceiver);
  return checkExpected(options).then(({ report, problem }) => {
    if (problem === undefined) return report;
    throw locatedAt(stack, new IncorrectReceiver(problem, report));
  });
}
