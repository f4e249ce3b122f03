import { compileFunction } from 'node:vm';
import type { TestDetails, test } from '@playwright/test';
import { stackAt } from '../call-stack.ts';

/** The line in a spec that called one of our functions. */
export interface CallSite {
  /** Declares a test from that line. Playwright locates a test at the line that calls `test`, which would otherwise be in Hookswitch. */
  readonly declare: (
    declare: typeof test,
    title: string,
    details: TestDetails,
    body: () => Promise<void>,
  ) => void;
  /** The lines of a stack trace. */
  readonly stack: string;
}

/** Where the currently running `callee` was called. */
export function callSiteOf(callee: (...args: never[]) => unknown): CallSite {
  const stack = stackAt(callee);
  const site = rawCallSite(callee);
  const filename = site?.getFileName() ?? undefined;
  if (filename === undefined) return { declare: (test, ...facts) => test(...facts), stack };
  const at = {
    lineOffset: (site?.getLineNumber() ?? 1) - 1,
    columnOffset: (site?.getColumnNumber() ?? 1) - 1,
  };
  const declare = compileFunction('test(title, details, body)', ['test', 'title', 'details', 'body'], {
    filename,
    ...at,
  });
  return { declare: declare as unknown as CallSite['declare'], stack };
}

/** The call site without source maps, which Playwright applies itself. */
function rawCallSite(callee: (...args: never[]) => unknown): NodeJS.CallSite | undefined {
  const { prepareStackTrace } = Error;
  const raw: { stack?: unknown } = {};
  try {
    Error.prepareStackTrace = (_error, [first]) => first;
    Error.captureStackTrace(raw, callee);
    return raw.stack as NodeJS.CallSite | undefined;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
