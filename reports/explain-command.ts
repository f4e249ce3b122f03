import type { RuleResult } from '../schemas/generated/types.ts';

/** The command that explains a failed rule, with the program name of its rerun command; `undefined` without one. Pure. */
export function explainCommand({ id, rerun, finding }: RuleResult): string | undefined {
  const [program] = /^(?:npx )?hookswitch/.exec(rerun ?? '') ?? [];
  return finding && program ? `${program} rules ${id}` : undefined;
}
