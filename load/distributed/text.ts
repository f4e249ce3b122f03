import type { LoadReport, LoadWorker } from '../../schemas/generated/types.ts';
import type { Colors } from '../../text/terminal/colors.ts';
import { countMany } from '../../text/words/count.ts';
import { formatMs } from '../../text/words/durations.ts';
import { withThousands } from '../../text/words/numbers.ts';

/** Which workers sent a load, for people. Empty if it was this machine. */
export function workersLines({ workers, maybeSentTwice }: LoadReport, colors: Colors): string[] {
  if (!workers) return [];
  const width = Math.max(...workers.map(({ name }) => name.length));
  const lines = workers.map(
    (worker) => `  ${worker.name.padEnd(width)}  ${shareInWords(worker)}${remarkOn(worker, colors)}`,
  );
  const twice = sentTwiceInWords(maybeSentTwice);
  return [
    colors.dim(
      `  ${workers.length === 1 ? 'one worker' : `${workers.length} workers`}, clocks compared with the coordinator's`,
    ),
    ...lines,
    ...(twice === undefined ? [] : [colors.yellow(`  ${twice}`)]),
    '',
  ];
}

function shareInWords(worker: LoadWorker): string {
  return `${withThousands(worker.sent)} sent in ${countMany(worker.slices, 'slice')}, clock ${clockInWords(worker)}`;
}

/** "+1.2 ms ± 0.3 ms" */
export function clockInWords({ clockOffsetMs, clockErrorMs }: LoadWorker): string {
  return `${clockOffsetMs < 0 ? '-' : '+'}${formatMs(Math.abs(clockOffsetMs))} ± ${formatMs(clockErrorMs)}`;
}

function remarkOn({ isLost, limited }: LoadWorker, colors: Colors): string {
  if (isLost) return colors.red(', died');
  return limited === 0 ? '' : colors.yellow(`, too busy in ${countMany(limited, 'slice')}`);
}

/** A sentence about messages that may have been sent twice. */
export function sentTwiceInWords(twice: LoadReport['maybeSentTwice']): string | undefined {
  if (!twice) return undefined;
  const { slices, deliveries, lagMs } = twice;
  const late =
    lagMs.max === null
      ? ''
      : `; they were sent up to ${formatMs(lagMs.max)} late, and the times above don't include this delay`;
  return `may have been sent twice: up to ${withThousands(deliveries)} messages, from ${countMany(slices, 'slice')} taken over from a worker that went silent${late}`;
}
