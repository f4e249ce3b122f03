import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether long runs are as long as they get; in `npm test` they are short. */
    isWhole: boolean;
  }
}

/** How many cases a long run tries: a few of them in `npm test`, all of them in the rest of `npm run test:all`. */
export function howMany(few: number, all: number): number {
  return inject('isWhole') ? all : few;
}
