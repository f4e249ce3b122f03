import type { CheckDetail, RuleEntry, RuleState } from '../../../../server/api/types.ts';
import { arrowKeys } from '../../../parts/list/arrow-keys.ts';
import { hrefWith, place } from '../../../router.ts';
import { groupRules } from '../group-rules.ts';
import { countStates, type RuleStateName, ruleStateNames, stateWords } from '../rule-states.ts';
import { ruleResultOf } from './report.ts';
import { RuleItem } from './rule-item.tsx';
import './rules.css';

interface RuleGroupsProps {
  readonly check: CheckDetail;
  readonly entries: readonly RuleEntry[];
}

const onKeyDown = arrowKeys('button.rule-row');

/** The rules of a check by group with their states, optionally only those of one state. */
export function RuleGroups({ check, entries }: RuleGroupsProps) {
  const { query } = place.value;
  const show = ruleStateNames.find((name) => name === query.get('show'));
  const opened = query.get('rule');
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const shown = check.rules.filter(({ state }) => show === undefined || state === show);
  return (
    <>
      <StateFilter rules={check.rules} show={show} />
      {groupRules(shown).map(({ name, rules }) => (
        <section key={name} class="rule-group" aria-labelledby={`group-${name}`}>
          <h2 id={`group-${name}`}>
            {name} <span class="muted">{rules.length}</span>
          </h2>
          <ul class="plain-list" onKeyDown={onKeyDown}>
            {rules.map((rule) => (
              <RuleItem
                key={rule.id}
                rule={rule}
                entry={byId.get(rule.id)}
                result={rule.id === opened ? ruleResultOf(check, rule.id) : undefined}
                isOpen={rule.id === opened}
                isRunning={check.row.state === 'running'}
              />
            ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 && <p class="muted">No rules in this state.</p>}
    </>
  );
}

/** The number of rules per state. A click filters by it. */
function StateFilter({ rules, show }: { rules: readonly RuleState[]; show: RuleStateName | undefined }) {
  const counts = countStates(rules);
  const chips = [
    { name: undefined, text: `all ${rules.length}` },
    ...ruleStateNames
      .filter((name) => counts[name] > 0 || name === show)
      .map((name) => ({ name, text: `${stateWords[name]} ${counts[name]}` })),
  ];
  return (
    <nav class="state-filter" aria-label="Rules by state">
      {chips.map(({ name, text }) => (
        <a
          key={name ?? 'all'}
          class="quiet"
          href={hrefWith({ show: name })}
          aria-current={name === show ? 'true' : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
