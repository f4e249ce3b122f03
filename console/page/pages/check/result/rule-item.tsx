import { useEffect, useRef } from 'preact/hooks';
import type { RuleEntry, RuleState } from '../../../../server/api/types.ts';
import { Badge, type Tone } from '../../../parts/badge.tsx';
import { setQuery } from '../../../router.ts';
import { type RuleStateName, stateWords } from '../rule-states.ts';
import type { RuleResult } from './report.ts';
import { RuleDetail } from './rule-detail.tsx';

interface RuleItemProps {
  readonly rule: RuleState;
  readonly entry: RuleEntry | undefined;
  /** The result in the report, if it is open and the check has ended. */
  readonly result: RuleResult | undefined;
  readonly isOpen: boolean;
  readonly isRunning: boolean;
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

/** A rule with its state. It opens to its finding. */
export function RuleItem({ rule, entry, result, isOpen, isRunning }: RuleItemProps) {
  const button = useRef<HTMLButtonElement>(null);
  const isByHand = useRef(false);
  useEffect(() => {
    if (isOpen && !isByHand.current) {
      button.current?.focus({ preventScroll: true });
      button.current?.scrollIntoView({ block: 'start' });
    }
    // When a rule above closes, this rule can move up below the header.
    if (isOpen && isByHand.current) button.current?.scrollIntoView({ block: 'nearest' });
    isByHand.current = false;
  }, [isOpen]);
  return (
    <li class={isOpen ? 'rule is-open' : 'rule'}>
      <button
        ref={button}
        type="button"
        class="rule-row"
        aria-expanded={isOpen}
        onClick={() => {
          isByHand.current = true;
          setQuery({ rule: isOpen ? undefined : rule.id });
        }}
      >
        <Badge tone={tones[rule.state]}>{stateWords[rule.state]}</Badge>
        <span class="rule-title">{entry?.title ?? rule.id}</span>
        <code class="rule-id">{rule.id}</code>
      </button>
      {isOpen && <RuleDetail rule={rule} entry={entry} result={result} isRunning={isRunning} />}
    </li>
  );
}
