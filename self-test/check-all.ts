import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { CommonCheckOptions } from '../check/index.ts';
import { checked, type SelfTestOutcome } from './outcome.ts';

type Receiver = SelfTestOutcome['receiver'];

interface CheckAllOptions {
  /** The command that checks the receivers with these names, and prints JSON. */
  readonly commandFor: (names: readonly string[]) => readonly string[];
  readonly checking: Pick<CommonCheckOptions, 'rules'> & { readonly time: 'simulated' | 'real' };
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: SelfTestOutcome) => void;
}

/** A process compiles its code during the first checks, so each process does several checks, and ends before it has used much memory. */
const perProcess = 8;

/**
 * Checks receivers, and calls back with each outcome. Returns undefined if interrupted. More than a few are checked in separate processes:
 * one for each core in simulated time, and one by one in real time.
 */
export async function checkAll(
  receivers: readonly Receiver[],
  { commandFor, checking, signal, onOutcome }: CheckAllOptions,
): Promise<readonly SelfTestOutcome[] | undefined> {
  const isFew = receivers.length <= perProcess;
  const processes = isFew || checking.time === 'real' ? 1 : availableParallelism();
  const check = (some: readonly Receiver[]) =>
    isFew
      ? Promise.all(some.map((receiver) => checked(receiver, { ...checking, signal })))
      : checkedApart(some, commandFor(some.map(({ name }) => name)), signal);
  try {
    const chunks = chunksOf(receivers, isFew ? 1 : perProcess);
    const outcomes = await pLimit(processes).map(chunks, async (some) => {
      const checked = await check(some);
      signal.throwIfAborted();
      for (const outcome of checked) onOutcome(outcome);
      return checked;
    });
    return outcomes.flat();
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function checkedApart(
  receivers: readonly Receiver[],
  [file = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<readonly SelfTestOutcome[]> {
  const output = await new Promise<string>((resolve, reject) => {
    // Exit code 1 comes with a result too.
    execFile(file, args, { signal }, (error, stdout) => (stdout === '' ? reject(error) : resolve(stdout)));
  });
  const outcomes: readonly SelfTestOutcome[] = JSON.parse(output).receivers;
  return receivers.map((receiver, n) => ({ ...(outcomes[n] as SelfTestOutcome), receiver }));
}

function chunksOf<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, n) =>
    values.slice(n * size, (n + 1) * size),
  );
}
