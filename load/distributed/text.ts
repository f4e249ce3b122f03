import type { LoadReport, LoadWorker } from '../../schemas/generated/types.ts';
import type { Colors } from '../../text/terminal/colors.ts';
import { countMany } from '../../text/words/count.ts';
import { withThousands } from '../../text/words/numbers.ts';

/** Which workers sent a load, for people. Empty if it was this machine. */
export function workersLines({ workers }: LoadReport, colors: Colors): string[] {
  if (!workers) return [];
  const width = Math.max(...workers.map(({ name }) => name.length));
  const lines = workers.map((worker) => {
    const { name, sent, due, isLost } = worker;
    const state = stateOf(worker);
    const remark = state === '' ? '' : (isLost ? colors.red : colors.yellow)(`, ${state}`);
    return `  ${name.padEnd(width)}  ${withThousands(sent)} of ${countMany(due, 'message')} sent${remark}`;
  });
  return [...lines, ''];
}

/** What was wrong with a worker; empty if nothing was. */
export function stateOf({ isLost, limitedBy }: LoadWorker): string {
  if (isLost) return 'died';
  return limitedBy === 'tool' ? 'too busy' : '';
}
