import type { Need } from '../../schemas/need.ts';
import { rules } from '../../suites/index.ts';

/** The ids of the rules that need one of these, and are skipped without it. */
export function rulesNeeding(...needs: readonly Need[]): string[] {
  return rules.filter((rule) => rule.needs?.some((need) => needs.includes(need))).map(({ id }) => id);
}
