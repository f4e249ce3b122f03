import { expect, it } from 'vitest';
import { stateOfRun } from '../../bench/support/state-of-run.ts';
import { withRerun } from '../../check/with-rerun.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { rules } from '../../suites/index.ts';
import { createRedactor } from '../../text/secrets/redact.ts';

it('adds a rerun command, except if a rule alone cannot show its failure again', () => {
  const finish = withRerun(rules, ({ id }) => `again ${id}`, stateOfRun({ seed: 1 }), createRedactor([]));
  const rerunOf = (id: string) => finish({ id, verdict: 'fail' } as RuleResult).rerun;
  expect(rerunOf('retry/applies-once')).toBe('again retry/applies-once');
  expect(rerunOf('security/is-alive-at-the-end')).toBeUndefined();
});
