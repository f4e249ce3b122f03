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

function endOf({ summary }: CheckRow): [Tone, string] {
  if (summary?.fail) return ['bad', 'rules failed'];
  if (summary?.error) return ['bad', 'error'];
  if (summary?.inconclusive) return ['warn', 'partly inconclusive'];
  return summary?.pass ? ['good', 'all passed'] : ['warn', 'nothing checked'];
}
