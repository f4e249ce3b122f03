/**
 * Hookswitch in Jest: the matcher `toBeCorrectReceiver`. Import it once, for example in a file of `setupFilesAfterEnv`.
 *
 * @module
 */
import { receiverMatchers } from './expect/matchers.ts';

export type { MatcherResult } from './expect/matchers.ts';
export { receiverMatchers };

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as in @types/jest, with which this is merged
    interface Matchers<R, T = {}> {
      /** Checks the receiver that these options of `check` describe. */
      toBeCorrectReceiver(): Promise<void>;
    }
  }
}

// biome-ignore lint/suspicious/noTsIgnore: where the package exists, there is no error to expect
/** @ts-ignore Only projects with Jest have this package, whose types `@jest/globals` uses. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** Checks the receiver that these options of `check` describe. */
    toBeCorrectReceiver(): Promise<void>;
  }
}

const { expect } = globalThis as { expect?: { extend(matchers: typeof receiverMatchers): void } };
// With `injectGlobals: false`, pass the matchers to the imported `expect.extend`.
expect?.extend(receiverMatchers);
