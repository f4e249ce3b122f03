import { cpuCostMs } from './cpu-cost.ts';
import { textOf } from './families.ts';
import { type FuzzOptions, forEachSeed } from './fuzz-options.ts';
import { type FuzzTarget, sendCase, startInboxTarget, startListenTarget } from './fuzz-target.ts';
import { hostileRequests, ordinaryRequest } from './hostile-requests.ts';
import { caseOf, type FuzzCase } from './mutate.ts';
import { wrongIn } from './wrongs.ts';

export interface ListenerFigures {
  /** How often something was shown, written or stored. */
  readonly outputs: number;
  /** Requests that delayed others and were repeated alone. */
  readonly suspects: number;
}

/** Most of them wait for a timeout. */
const atOnce = 24;
/** A stall of this length is investigated (ms). */
const stallMs = 100;
const lookMs = 5;
/** How much more than an ordinary request of its size a hostile one may cost. */
export const maxTimes = 60;

/** Sends hostile requests to `listen` and to the console's inbox, and tests whether they are expensive or reveal a secret. */
export async function fuzzListener(options: FuzzOptions): Promise<ListenerFigures> {
  const outputs = { count: 0, wrong: undefined as string | undefined };
  const onOutput = (text: string) => {
    outputs.count += 1;
    outputs.wrong ??= wrongIn(text);
  };
  const targets = [await startListenTarget(onOutput), await startInboxTarget(onOutput)] as const;
  const suspects = new Map<number, FuzzTarget>();
  const inProgress = new Map<number, FuzzTarget>();
  const stopLooking = onStall(() => {
    for (const [seed, target] of inProgress) suspects.set(seed, target);
  });
  await forEachSeed(options, atOnce, async (seed) => {
    const one = caseOf(hostileRequests, seed);
    const target = targets[seed % 2 === 0 ? 0 : 1];
    inProgress.set(seed, target);
    const isServed = await sendCase(target, one);
    inProgress.delete(seed);
    if (!isServed) suspects.set(seed, target);
    if (outputs.wrong !== undefined)
      options.onWrong({ ...one, what: `${outputs.wrong}, if not another one just did` });
    outputs.wrong = undefined;
  });
  stopLooking();
  for (const [seed, target] of suspects) {
    const one = caseOf(hostileRequests, seed);
    const times = await timesOrdinary(target, one);
    if (times > maxTimes) options.onWrong({ ...one, what: `it costs ${Math.round(times)} ordinary ones` });
    if (!(await sendCase(target, one)))
      options.onWrong({ ...one, what: 'it is neither answered nor closed' });
  }
  for (const target of targets) await target.stop();
  return { outputs: outputs.count, suspects: suspects.size };
}

/** The cost of a request, relative to an ordinary one of its size. */
export async function timesOrdinary(target: FuzzTarget, one: FuzzCase): Promise<number> {
  const ordinaryMs = await ordinaryCostMs(target, Math.ceil(one.bytes.length / kibibyte) * kibibyte);
  return (await cpuCostMs(() => sendCase(target, one), maxTimes * ordinaryMs)) / ordinaryMs;
}

const kibibyte = 1024;
const ordinaryCosts = new WeakMap<FuzzTarget, Map<number, number>>();

/** Measured once per size. */
async function ordinaryCostMs(target: FuzzTarget, size: number): Promise<number> {
  const costs = ordinaryCosts.get(target) ?? new Map<number, number>();
  ordinaryCosts.set(target, costs);
  const bytes = Buffer.from(textOf(ordinaryRequest, size), 'latin1');
  const ordinary = { seed: 0, family: 'ordinary', bytes, pieceBytes: bytes.length, ending: 'end' } as const;
  const costMs = costs.get(size) ?? Math.max(1, await cpuCostMs(() => sendCase(target, ordinary)));
  costs.set(size, costMs);
  return costMs;
}

/** Calls back for each stall of the event loop. */
function onStall(stalled: () => void): () => void {
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - lastMs > stallMs) stalled();
    lastMs = nowMs;
  }, lookMs);
  return () => clearInterval(timer);
}
