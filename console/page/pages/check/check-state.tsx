import type { CheckRow } from '../../../server/api/types.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';

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
      return check.summary?.fail ? ['bad', 'stopped, rules failed'] : ['warn', 'stopped'];
    case 'done':
      return endOf(check);
  }
}

function endOf({ summary, verdict }: CheckRow): [Tone, string] {
  switch (verdict) {
    case 'fail':
      return ['bad', 'failed'];
    case 'error':
      return ['bad', 'error'];
    case 'inconclusive':
      return ['warn', 'partly inconclusive'];
    default:
      if (!summary?.pass) return ['warn', 'nothing checked'];
      return summary.fail ? ['good', 'passed, rules failed'] : ['good', 'all passed'];
  }
}
