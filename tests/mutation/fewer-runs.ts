import fc from 'fast-check';

/** Runs each property on a fifth of its usual cases, because it runs for every mutant. */
fc.configureGlobal({ numRuns: 20 });
