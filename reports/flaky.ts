import type { RuleResult } from '../schemas/generated/types.ts';

/** Says that a failure was not repeated; undefined if it was, or if the rule was not tried again. */
export function flakyText({ flaky }: Pick<RuleResult, 'flaky'>): string | undefined {
  return (
    flaky && 'failed once, then passed with the same seed: look for a dependency on timing, load or order'
  );
}
