import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether runs have full length; in `npm test` they are short. */
    isWhole: boolean;
  }
}

/** The cases that a long run tries, or their number: a few of them in `npm test`, all in the rest of `npm run test:all`. */
export function howMany<T>(few: T, all: T): T {
  return inject('isWhole') ? all : few;
}
