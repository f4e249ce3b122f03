import { join } from 'node:path';
import {
  type LastCheck,
  lastCheckFile,
  lastFailed,
  markChange,
  readLastCheck,
  updatedLast,
  writeLastCheck,
} from '../../../../check/index.ts';
import type { Report, RuleResult } from '../../../../schemas/index.ts';
import type { Io } from '../../../shared/io.ts';
import { lastChangeIn } from '../sources/last-change.ts';
import { cacheFolder } from './cache-folder.ts';

/** The last check of a receiver, and how this check differs from it. */
export interface History {
  readonly last: LastCheck | undefined;
  mark(result: RuleResult, seed: number): RuleResult;
  /** Saves this check for the next one, unless it was interrupted. */
  keep(report: Report): void;
  /** The history of the next check in this process, which is compared with everything kept so far. */
  next(): History;
}

/** What identifies a receiver. */
export interface Remembered {
  /** Its URL without secrets, or its module. */
  readonly name: string;
  readonly method: string;
  /** The check starts or loads it from the sources in this folder, so they show whether it changed. */
  readonly isStarted: boolean;
}

/** The history of a receiver, as checked from this folder, in the user's cache. Open it before the receiver starts, which may write files. */
export function openHistory(
  receiver: Remembered | undefined,
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
): History {
  if (receiver === undefined) return historyAfter(undefined, { save: () => {} });
  const sources = receiver.isStarted ? cwd : undefined;
  const cache = cacheFolder(env);
  if (cache === undefined) return historyAfter(undefined, { sources, save: () => {} });
  const folder = join(cache, 'last-checks');
  const file = lastCheckFile(folder, [cwd, receiver.method, receiver.name]);
  return historyAfter(readLastCheck(file), { sources, save: (last) => writeLastCheck(folder, file, last) });
}

interface Store {
  readonly sources?: string | undefined;
  readonly save: (last: LastCheck) => void;
}

function historyAfter(last: LastCheck | undefined, store: Store): History {
  const { sources, save } = store;
  const hasFailed = last !== undefined && lastFailed(last).length > 0;
  const changedAt = hasFailed && sources !== undefined ? lastChangeIn(sources) : Infinity;
  let kept = last;
  return {
    last,
    mark: (result, seed) => markChange(result, last, seed, (time) => changedAt < Date.parse(time)),
    keep(report) {
      if (report.interrupted) return;
      kept = updatedLast(kept, report);
      save(kept);
    },
    next: () => historyAfter(kept, store),
  };
}
