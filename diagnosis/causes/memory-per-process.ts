import type { Cause } from '../cause.ts';

/** The receiver recognizes one copy of a message and applies another: what it knows depends on the process that responds. */
export const memoryPerProcess: Cause = ({ probes: { copies = [] } }) => {
  const recognized = copies.indexOf(false);
  const appliedLater = copies.indexOf(true, recognized);
  if (recognized < 1 || appliedLater < 0) return undefined;
  const applied = copies.filter((isApplied) => isApplied).length;
  return {
    cause: 'memory-per-process',
    title: `Your receiver applied ${applied} of ${copies.length} copies of a message: each of its processes seems to have its own memory.`,
    evidence: [
      `sent the same DID change ${copies.length} times, one after the other: copy ${recognized + 1} was recognized as a duplicate, but copy ${appliedLater + 1} was applied again, and the last ones were all recognized`,
    ],
    fix: 'Keep what you need to recognize duplicates and older reports in a database that all processes share, such as the updateTime of each PBX. Compare and write in one step. A variable or a cache in memory exists once for each worker (the workers of gunicorn, the cluster mode of PM2, several pods).',
    follows: ({ verdict, severity, requirements }) =>
      verdict === 'fail' &&
      severity === 'applies-twice-or-stale' &&
      requirements.includes('retry-on-failure'),
  };
};
