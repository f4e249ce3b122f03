import fc from 'fast-check';

/** A property is tried with each mutation: a fifth of the usual cases. */
fc.configureGlobal({ numRuns: 20 });
