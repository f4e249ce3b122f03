import { buildRequest } from '../../simulator/wire/request.ts';
import { headBytes, plainSteps, toWire } from '../../simulator/wire/wire.ts';
import type { LoadDelivery } from '../engine/retry-queue.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import { bytesOf, workloadOf } from './workload.ts';

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
  const sendable = (index: number): Sendable => {
    const message = messageAt(index);
    const { fault } = message;
    const genuine = buildRequest(webhook, bytesOf(message), profile, headers);
    const wire = toWire(fault?.rewrite?.(genuine, webhook.secret) ?? genuine, connection);
    const steps = fault?.pace?.(headBytes(wire), wire.body) ?? plainSteps(wire);
    let bytes = 0;
    for (const step of steps) if (step.kind === 'send') bytes += step.bytes.length;
    return { kind: message.kind, steps, bytes };
  };
  if (sign === 'each') return sendable;
  const ready = Array.from({ length: signedBeforehand }, (_, index) => sendable(index));
  return (index) => ready[index % ready.length] ?? sendable(index);
}
