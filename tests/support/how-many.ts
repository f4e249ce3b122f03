import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether long runs are as long as they get; in `npm test` they are short. */
    isWhole: boolean;
  }
}

/** The cases that a long run tries, or how many: a few of them in `npm test`, all of them in the rest of `npm run test:all`. */
export function howMany<T>(few: T, all: T): T {
  return inject('isWhole') ? all : few;
}
