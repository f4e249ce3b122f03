import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { checked, type SelfTestOutcome } from './outcome.ts';

type Receiver = SelfTestOutcome['receiver'];

/** A check mostly waits: this many keep a core busy. More would delay each other, and miss mistakes because of it. */
const receiversPerCore = 5;
/** Each takes about 100 MB. */
const maxReceiversAtOnce = 20;

/**
 * Checks receivers, with a callback for each; `undefined` if interrupted. Each of several is checked by a process of its own: this uses all
 * cores, and a receiver that blocks its thread doesn't delay the others.
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
  const limit = pLimit(Math.min(maxReceiversAtOnce, receiversPerCore * availableParallelism()));
  try {
    return await limit.map(receivers, async (receiver) => {
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

function checkedApart(
  receiver: Receiver,
  [file = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<SelfTestOutcome> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { signal }, (error, stdout) => {
      if (signal.aborted || stdout === '') reject(error);
      else resolve({ ...JSON.parse(stdout).receivers[0], receiver });
    });
  });
}
