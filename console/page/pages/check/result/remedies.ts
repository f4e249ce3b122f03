import type { RuleState } from '../../../../../schemas/generated/console-types.ts';
import { type Need, whatIsNeeded } from '../../../../../schemas/need.ts';
import { countWithWord } from '../../../parts/words/count.ts';

const addObserver = 'Add an observer URL with {sn} that returns the state of one PBX as JSON.';
const startReceiver = 'Select “Start the receiver”.';
const onCommandLine = (flag: string) => `Check it from the command line: hookswitch check URL ${flag} …`;

/** How to make the console check a rule with this need, as a sentence. Empty if it can't. */
const remedies: Record<Need, string> = {
  observer: addObserver,
  state: addObserver,
  'pbx-state': addObserver,
  'own-states': '',
  'did-effects': 'Make the observer show what a DID report changes.',
  'capacity-effects': 'Make the observer show what a capacity report changes.',
  'shown-dids': 'Make the observer show the current DIDs of a PBX.',
  'shown-capacity': 'Make the observer show the capacity of a PBX.',
  'named-calls': addObserver,
  downstream: onCommandLine('--downstream-port'),
  restart: startReceiver,
  output: startReceiver,
  carriage: '',
  body: '',
  https: '',
  'previous-secret': onCommandLine('--previous-secret-env'),
  thorough: 'Select “Thorough”, which takes minutes.',
  'real-time': '',
};

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
      remedy: need === undefined ? '' : remedies[need],
      ids,
    }))
    .sort((a, b) => b.ids.length - a.ids.length);
}

function textOf(n: number, need: Need | undefined, reason: string): string {
  const rules = countWithWord(n, 'rule');
  return need === undefined
    ? `${rules}: ${reason}`
    : `${rules} ${n === 1 ? 'needs' : 'need'} ${whatIsNeeded(need)}`;
}
