import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { checked, isCorrect, type SelfTestOutcome } from './outcome.ts';

type Receiver = SelfTestOutcome['receiver'];

/** A check mostly waits: this many keep a core busy, and more would delay each other. */
const receiversPerCore = 4;
/** Each takes about 100 MB. */
const maxReceiversAtOnce = 20;

/**
 * Checks receivers, and calls back with each outcome. Returns undefined if interrupted. Several receivers are checked in separate processes,
 * to use all cores, and so that a receiver that blocks its thread doesn't delay others. A wrong outcome may be due to the load, so that
 * receiver is checked again alone.
 *
 * @param commandFor The command that checks the receiver of this name, and prints JSON.
 */
export async function checkAll(
  receivers: readonly Receiver[],
  commandFor: (name: string) => readonly string[],
  signal: AbortSignal,
  onOutcome: (outcome: SelfTestOutcome) => void,
): Promise<readonly SelfTestOutcome[] | undefined> {
  const isSingle = receivers.length === 1;
  const check = async (receiver: Receiver) => {
    const outcome = await (isSingle
      ? checked(receiver, { signal })
      : checkedApart(receiver, commandFor(receiver.name), signal));
    signal.throwIfAborted();
    return outcome;
  };
  const isFinal = (outcome: SelfTestOutcome) => isSingle || isCorrect(outcome);
  try {
    const atOnce = Math.min(maxReceiversAtOnce, receiversPerCore * availableParallelism());
    const outcomes = await pLimit(atOnce).map(receivers, async (receiver) => {
      const outcome = await check(receiver);
      if (isFinal(outcome)) onOutcome(outcome);
      return outcome;
    });
    return await pLimit(1).map(outcomes, async (outcome) => {
      if (isFinal(outcome)) return outcome;
      const again = await check(outcome.receiver);
      onOutcome(again);
      return again;
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
