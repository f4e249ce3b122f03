import { attempt } from '../../../simulator/wire/attempt.ts';
import { freshConnections } from '../../../simulator/wire/connection.ts';
import { type FuzzOptions, forEachSeed } from './fuzz-options.ts';
import { hostileResponses } from './hostile-responses.ts';
import { type Mirror, mirrored, startMirror } from './mirror.ts';
import { caseOf, type FuzzCase } from './mutate.ts';
import { outcomeText } from './response-run.ts';
import { wrongIn } from './wrongs.ts';

export interface SenderFigures {
  /** The number of each kind of outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How long after its timeout the latest attempt ended (ms). */
  readonly latestMs: number;
}

const timeoutMs = 150;
const atOnce = 8;
/** How late an attempt may end on an idle machine. */
export const maxLateMs = 50;
/** A busy machine delays an attempt now and then, a hostile response every time. */
const tries = 20;

/** Sends hostile responses to the sender, and tests whether it keeps its timeout and its secrets. */
export async function fuzzSender(options: FuzzOptions): Promise<SenderFigures> {
  const mirror = await startMirror();
  const outcomes: Record<string, number> = {};
  const late: FuzzCase[] = [];
  let latestMs = 0;
  await forEachSeed(options, atOnce, async (seed) => {
    const one = caseOf(hostileResponses, seed);
    const { outcome, lateMs } = await attempted(mirror, one);
    outcomes[outcome.kind] = (outcomes[outcome.kind] ?? 0) + 1;
    const what = wrongIn(outcomeText(outcome));
    if (what !== undefined) options.onWrong({ ...one, what });
    if (lateMs > maxLateMs) late.push(one);
    else latestMs = Math.max(latestMs, lateMs);
  });
  for (const one of late) {
    const lateMs = await alone(mirror, one);
    latestMs = Math.max(latestMs, lateMs);
    if (lateMs > maxLateMs) options.onWrong({ ...one, what: `it ends ${Math.round(lateMs)} ms late` });
  }
  mirror.stop();
  return { outcomes, latestMs };
}

async function attempted(mirror: Mirror, one: FuzzCase) {
  const connector = freshConnections({ allowHosts: [] });
  const { outcome, elapsedMs } = await attempt({
    url: mirror.url,
    steps: mirrored(one),
    connector,
    timeoutMs,
  });
  return { outcome, lateMs: elapsedMs - timeoutMs };
}

/** Its delay if nothing else runs: the best of a few. */
async function alone(mirror: Mirror, one: FuzzCase): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let left = tries; left > 0 && best > maxLateMs; left -= 1)
    best = Math.min(best, (await attempted(mirror, one)).lateMs);
  return best;
}
