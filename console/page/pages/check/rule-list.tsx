import type { RuleEntry, RuleState } from '../../../server/api/types.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { hrefWith, place } from '../../router.ts';
import { groupRules } from './group-rules.ts';
import { countStates, type RuleStateName, ruleStateNames, stateWords } from './rule-states.ts';
import './rule-list.css';

interface RuleListProps {
  readonly rules: readonly RuleState[];
  readonly entries: readonly RuleEntry[];
}

const tones: Record<RuleStateName, Tone> = {
  fail: 'bad',
  error: 'bad',
  inconclusive: 'warn',
  running: 'busy',
  waiting: 'idle',
  skipped: 'idle',
  pass: 'good',
};

/** The rules of a check by group with their states, optionally only those of one state. */
export function RuleList({ rules: all, entries }: RuleListProps) {
  const show = ruleStateNames.find((name) => name === place.value.query.get('show'));
  const titles = new Map(entries.map(({ id, title }) => [id, title]));
  const shown = all.filter(({ state }) => show === undefined || state === show);
  return (
    <>
      <StateFilter rules={all} show={show} />
      {groupRules(shown).map(({ name, rules }) => (
        <section key={name} class="rule-group" aria-labelledby={`group-${name}`}>
          <h2 id={`group-${name}`}>
            {name} <span class="muted">{rules.length}</span>
          </h2>
          <ul class="plain-list">
            {rules.map(({ id, state, reason }) => (
              <li key={id} class="rule-row">
                <Badge tone={tones[state]}>{stateWords[state]}</Badge>
                <span>
                  {titles.get(id) ?? id}
                  {reason !== undefined && <span class="rule-reason muted">{reason}</span>}
                </span>
                <code class="rule-id">{id}</code>
              </li>
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
