import type { Fault } from '../../simulator/index.ts';
import { expectAcknowledged, expectHandled, expectRefused } from './expect.ts';
import { messageToForge } from './messages.ts';
import type { RuleContext } from './rule-context.ts';
import type { SendOptions, Sent } from './sent.ts';

/** Messages, each with a short description. */
export type Noted = readonly (readonly [note: string, message: unknown])[];

/** Sends them concurrently. */
export function deliverAll(ctx: RuleContext, noted: Noted, options?: SendOptions): Promise<Sent[]> {
  return Promise.all(noted.map(([note, message]) => ctx.deliver(message, { note, ...options })));
}

/** Sends one message per fault, concurrently. `message` replaces the usual message. */
export function deliverWithEach(
  ctx: RuleContext,
  faults: readonly Fault[],
  message: () => unknown = () => messageToForge(ctx),
): Promise<Sent[]> {
  return Promise.all(faults.map((fault) => ctx.deliver(message(), { fault })));
}

/** The receiver must reject a message with each of these faults. */
export async function expectAllRefused(
  ctx: RuleContext,
  faults: readonly Fault[],
  message?: () => unknown,
): Promise<void> {
  for (const sent of await deliverWithEach(ctx, faults, message)) expectRefused(sent);
}

/** The receiver must acknowledge a message with each of these faults. */
export async function expectAllAcknowledged(ctx: RuleContext, faults: readonly Fault[]): Promise<void> {
  for (const sent of await deliverWithEach(ctx, faults)) expectAcknowledged(ctx, sent);
}

/** The response to each of these messages must be a 2xx or a 4xx. */
export async function expectAllHandled(ctx: RuleContext, noted: Noted): Promise<void> {
  for (const sent of await deliverAll(ctx, noted)) expectHandled(sent);
}
