import type { SearchableJournal } from '../../../simulator/journal/sqlite/journal.ts';

/** Removing takes a few milliseconds and blocks everything else. */
const maxAtOnce = 200;
const pauseMs = 20;
const idleMs = 1000;

/** Removes the oldest ended deliveries above the limit, in small steps, so that no page waits. */
export function startPruning(journal: SearchableJournal, kept: number): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  const step = () => {
    const isFull = removeSome(journal, journal.lastSeq - kept) === maxAtOnce;
    timer = setTimeout(step, isFull ? pauseMs : idleMs);
    timer.unref();
  };
  step();
  return { close: () => clearTimeout(timer) };
}

function removeSome(journal: SearchableJournal, upTo: number): number {
  try {
    return journal.removeEnded({ upTo, limit: maxAtOnce });
  } catch {
    // The disk may be full, which is reported when something is written. This tries again later.
    return 0;
  }
}
