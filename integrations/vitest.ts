/**
 * Hookswitch in Vitest: the matcher `toBeCorrectReceiver`. Import it once, for example in a setup file.
 *
 * @module
 */
import { expect } from 'vitest';
import { receiverMatchers } from './expect/matchers.ts';

expect.extend(receiverMatchers);

declare module 'vitest' {
  interface Matchers<T> {
    /** Checks the receiver that these options of `check` describe. */
    toBeCorrectReceiver(): Promise<void>;
  }
}
