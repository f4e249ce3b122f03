import type { RuleResult } from '../schemas/generated/types.ts';

/** That a failure did not show again; undefined when it did, or was not tried again. Goes on after the name of the rule. */
export function flakyText({ flaky }: Pick<RuleResult, 'flaky'>): string | undefined {
  return (
    flaky &&
    'failed once, and was met when it was tried again with the same seed: look for what depends on timing, load or order'
  );
}
