import type { Fault } from '../../simulator/index.ts';
import type { SendOptions, Sent } from '../sending/sent.ts';
import { expectAcknowledged, expectHandled } from './expect.ts';
import { messageToForge } from './messages.ts';
import type { RuleContext } from './rule-context.ts';
import { allOf } from './try-parts.ts';

/** Messages, each with a short description. */
export type Noted = readonly (readonly [note: string, message: unknown])[];

/** Sends them concurrently. */
export function deliverAll(ctx: RuleContext, noted: Noted, options?: SendOptions): Promise<Sent[]> {
  return Promise.all(noted.map(([note, message]) => ctx.deliver(message, { note, ...options })));
}

/** The receiver must acknowledge a message with each of these faults. */
export async function expectAllAcknowledged(ctx: RuleContext, faults: readonly Fault[]): Promise<void> {
  const tryOne = async (fault: Fault) =>
    expectAcknowledged(ctx, await ctx.deliver(messageToForge(ctx), { fault }));
  await allOf(faults.map(tryOne));
}

/** The response to each of these messages must be a 2xx or a 4xx. */
export async function expectAllHandled(ctx: RuleContext, noted: Noted): Promise<void> {
  await allOf(noted.map(async ([note, message]) => expectHandled(await ctx.deliver(message, { note }))));
}
