import type { RuleResult } from '../schemas/generated/types.ts';

/** The command that explains a rule which is not met, called as the one that shows it again is; `undefined` where that is not known. Pure. */
export function explainCommand({ id, replay, finding }: RuleResult): string | undefined {
  const [program] = /^(?:npx )?hookswitch/.exec(replay ?? '') ?? [];
  return finding && program ? `${program} rules ${id}` : undefined;
}
