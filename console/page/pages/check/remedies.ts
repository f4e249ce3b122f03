import { type Need, needFacts, whatIsMissing } from '../../../../schemas/need.ts';
import type { RuleState } from '../../../server/api/types.ts';
import { countWithWord } from '../../parts/words/count.ts';

/** Options without a field in the console. */
const onlyOnCommandLine: Partial<Record<string, string>> = {
  downstreamPort: '--downstream-port',
  previousSecret: '--previous-secret-env',
};

/** How to meet this need, as a sentence. Empty if there is no way. */
function remedyFor(need: Need): string {
  const { given, inConsole = '' } = needFacts[need];
  const flag = given && onlyOnCommandLine[given.option];
  if (flag !== undefined) return `Check it from the command line: hookswitch check URL ${flag} …`;
  return inConsole;
}

/** Rules that were skipped for the same reason, as a sentence without its full stop: "6 rules need an observer". */
interface SkippedGroup {
  readonly text: string;
  /** How to make the console check them, as a sentence. Empty if it can't. */
  readonly remedy: string;
  readonly ids: readonly string[];
}

/** The skipped rules by need, largest group first. */
export function skippedByNeed(rules: readonly RuleState[]): SkippedGroup[] {
  const groups = new Map<string, { need: Need | undefined; ids: string[] }>();
  for (const { id, state, need, reason = '' } of rules) {
    if (state !== 'skipped') continue;
    const why = need ?? reason;
    const group = groups.get(why) ?? { need, ids: [] };
    group.ids.push(id);
    groups.set(why, group);
  }
  return [...groups]
    .map(([why, { need, ids }]) => ({
      text: textOf(ids.length, need, why),
      remedy: need === undefined ? '' : remedyFor(need),
      ids,
    }))
    .sort((a, b) => b.ids.length - a.ids.length);
}

function textOf(n: number, need: Need | undefined, reason: string): string {
  const rules = countWithWord(n, 'rule');
  return need === undefined
    ? `${rules}: ${reason}`
    : `${rules} ${n === 1 ? 'needs' : 'need'} ${whatIsMissing(need)}`;
}
