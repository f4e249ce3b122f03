import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { checked, type SelfTestOutcome } from './outcome.ts';

type Receiver = SelfTestOutcome['receiver'];

interface CheckAllOptions {
  /** The command that checks the receiver of this name, and prints JSON. */
  readonly commandFor: (name: string) => readonly string[];
  readonly time: 'simulated' | 'real';
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: SelfTestOutcome) => void;
}

/**
 * Checks receivers, and calls back with each outcome. Returns undefined if interrupted. Several receivers are checked in separate processes:
 * one for each core in simulated time, and one by one in real time.
 */
export async function checkAll(
  receivers: readonly Receiver[],
  { commandFor, time, signal, onOutcome }: CheckAllOptions,
): Promise<readonly SelfTestOutcome[] | undefined> {
  const check = (receiver: Receiver) =>
    receivers.length === 1
      ? checked(receiver, { time, signal })
      : checkedApart(receiver, commandFor(receiver.name), signal);
  try {
    return await pLimit(time === 'real' ? 1 : availableParallelism()).map(receivers, async (receiver) => {
      const outcome = await check(receiver);
      signal.throwIfAborted();
      onOutcome(outcome);
      return outcome;
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function checkedApart(
  receiver: Receiver,
  [file = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<SelfTestOutcome> {
  const output = await new Promise<string>((resolve, reject) => {
    // Exit code 1 comes with a result too.
    execFile(file, args, { signal }, (error, stdout) => (stdout === '' ? reject(error) : resolve(stdout)));
  });
  return { ...JSON.parse(output).receivers[0], receiver };
}
