import type { CheckRow } from '../../../../schemas/generated/console-types.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { failuresIn } from './result/summary-words.ts';

/** The state of a check, or how it ended. */
export function CheckStateBadge({ check }: { check: CheckRow }) {
  const [tone, word] = stateOf(check);
  return <Badge tone={tone}>{word}</Badge>;
}

function stateOf(check: CheckRow): [Tone, string] {
  switch (check.state) {
    case 'running':
      return ['busy', 'running'];
    case 'failed':
      return ['bad', 'could not run'];
    case 'stopped':
      return failuresIn(check) > 0 ? ['bad', 'stopped, rules failed'] : ['warn', 'stopped'];
    case 'done':
      return endOf(check);
  }
}

function endOf(check: CheckRow): [Tone, string] {
  if (failuresIn(check) > 0) return ['bad', 'rules failed'];
  if ((check.summary?.error ?? 0) > 0) return ['bad', 'error'];
  if ((check.summary?.inconclusive ?? 0) > 0) return ['warn', 'partly inconclusive'];
  return (check.summary?.pass ?? 0) > 0 ? ['good', 'all passed'] : ['warn', 'nothing checked'];
}
