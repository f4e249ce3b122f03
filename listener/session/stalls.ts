import { watchStalls } from '../../simulator/wire/loop-watch.ts';
import { formatMs } from '../../text/words/durations.ts';

const maxReported = 20;
/** Senders wait at least three times as long. */
const reportedFromMs = 1000;

/** Warns on standard error when this process responded late, since senders would blame their network. Returns a function that stops it. */
export function warnOfStalls({ stderr }: { readonly stderr: NodeJS.WritableStream }): () => void {
  let left = maxReported;
  return watchStalls(reportedFromMs, (lateMs) => {
    if (left === 0) return;
    left -= 1;
    const more = left === 0 ? '; this warning is not repeated' : '';
    stderr.write(
      `hookswitch: measured late: Hookswitch itself was delayed by ${formatMs(lateMs)}, so senders waited that much longer${more}\n`,
    );
  });
}
