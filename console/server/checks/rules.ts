import type { RuleList } from '../../../schemas/generated/console-types.ts';
import { rules } from '../../../suites/index.ts';

/** The catalog. */
export const ruleList: RuleList = {
  rules: rules.map(({ id, title, level, why }) => ({ id, title, level, why })),
};
