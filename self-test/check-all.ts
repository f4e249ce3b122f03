import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { checked, type SelfTestOutcome } from './outcome.ts';

type Receiver = SelfTestOutcome['receiver'];

/**
 * Checks receivers, and calls back with each outcome. Returns undefined if interrupted. Several receivers are checked in separate processes,
 * one for each core.
 *
 * @param commandFor The command that checks the receiver of this name, and prints JSON.
 */
export async function checkAll(
  receivers: readonly Receiver[],
  commandFor: (name: string) => readonly string[],
  signal: AbortSignal,
  onOutcome: (outcome: SelfTestOutcome) => void,
): Promise<readonly SelfTestOutcome[] | undefined> {
  const check = (receiver: Receiver) =>
    receivers.length === 1
      ? checked(receiver, { signal })
      : checkedApart(receiver, commandFor(receiver.name), signal);
  try {
    return await pLimit(availableParallelism()).map(receivers, async (receiver) => {
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
