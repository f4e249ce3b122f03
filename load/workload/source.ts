import type { LoadDelivery } from '../engine/retry-queue.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import { requestMaker } from './requests.ts';
import { workloadOf } from './workload.ts';

export type Sendable = Pick<LoadDelivery, 'kind' | 'steps' | 'bytes'>;

/** How many messages are signed before the start, if they are signed only once. */
export const signedBeforehand = 1000;

/** Returns the request of a message of the plan, created on demand or in advance. */
export function sendableSource(
  { webhook, headers = [] }: LoadTarget,
  options: LoadOptions,
  keeps: boolean,
): (index: number) => Sendable {
  const { traffic, profile, sign = 'each' } = options;
  const { messageAt } = workloadOf(traffic, profile);
  const connection = keeps ? 'keep-alive' : 'close';
  const make = requestMaker({ webhook, profile, headers, connection });
  const sendable = (index: number): Sendable => {
    const message = messageAt(index);
    const steps = make(message);
    let bytes = 0;
    for (const step of steps) if (step.kind === 'send') bytes += step.bytes.length;
    return { kind: message.kind, steps, bytes };
  };
  if (sign === 'each') return sendable;
  const ready = Array.from({ length: signedBeforehand }, (_, index) => sendable(index));
  return (index) => ready[index % ready.length] ?? sendable(index);
}
