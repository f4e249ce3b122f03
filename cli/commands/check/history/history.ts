import { join } from 'node:path';
import { lastCheckFile, readLastCheck, writeLastCheck } from '../../../../runner/report/last-check-file.ts';
import { type LastCheck, lastFailed, markChange, updatedLast } from '../../../../runner/report/since-last.ts';
import type { Report, RuleResult } from '../../../../schemas/index.ts';
import { displayUrl } from '../../../../text/redact.ts';
import type { Io } from '../../../shared/io.ts';
import { lastChangeIn } from '../sources/last-change.ts';
import { cacheFolder } from './cache-folder.ts';

/** The last check of a receiver, and how this one differs. */
export interface History {
  readonly last: LastCheck | undefined;
  mark(result: RuleResult, seed: number): RuleResult;
  /** Keeps this check for the next one. */
  keep(report: Report): void;
}

interface Receiver {
  readonly url: string;
  readonly method: string;
  /** The check starts it from the sources in this folder, so they show whether it changed. */
  readonly isStarted: boolean;
}

/** The history of a receiver, as checked from this folder, in the user's cache. Open it before the receiver starts, which may write files. */
export function openHistory(receiver: Receiver | undefined, { cwd, env }: Pick<Io, 'cwd' | 'env'>): History {
  const cache = cacheFolder(env);
  // The demo always checks the same receiver.
  if (cache === undefined || receiver === undefined) return noHistory;
  const folder = join(cache, 'last-checks');
  const file = lastCheckFile(folder, [cwd, receiver.method, displayUrl(receiver.url)]);
  const last = readLastCheck(file);
  const hasFailed = last !== undefined && lastFailed(last).length > 0;
  const changedAt = receiver.isStarted && hasFailed ? lastChangeIn(cwd) : Infinity;
  return {
    last,
    mark: (result, seed) => markChange(result, last, seed, (time) => changedAt < Date.parse(time)),
    keep: (report) => writeLastCheck(folder, file, updatedLast(last, report)),
  };
}

const noHistory: History = { last: undefined, mark: (result) => result, keep: () => {} };
