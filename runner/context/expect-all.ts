import type { Fault } from '../../simulator/index.ts';
import type { SendOptions, Sent } from '../sending/sent.ts';
import { expectAcknowledged, expectHandled, expectRefused } from './expect.ts';
import { messageToForge } from './messages.ts';
import type { RuleContext } from './rule-context.ts';
import { allOf } from './try-parts.ts';

/** Messages, each with a short description. */
export type Noted = readonly (readonly [note: string, message: unknown])[];

/** Sends them concurrently. */
export function deliverAll(ctx: RuleContext, noted: Noted, options?: SendOptions): Promise<Sent[]> {
  return Promise.all(noted.map(([note, message]) => ctx.deliver(message, { note, ...options })));
}

/** Sends one message per fault, concurrently. */
export function deliverWithEach(ctx: RuleContext, faults: readonly Fault[]): Promise<Sent[]> {
  return Promise.all(sendWithEach(ctx, faults));
}

function sendWithEach(ctx: RuleContext, faults: readonly Fault[]): Promise<Sent>[] {
  return faults.map((fault) => ctx.deliver(messageToForge(ctx), { fault }));
}

/** The receiver must acknowledge a message with each of these faults. */
export async function expectAllAcknowledged(ctx: RuleContext, faults: readonly Fault[]): Promise<void> {
  await allOf(sendWithEach(ctx, faults).map(async (sending) => expectAcknowledged(ctx, await sending)));
}

/** The response to each of these messages must be a 4xx. */
export async function expectAllRejected(ctx: RuleContext, noted: Noted): Promise<void> {
  await allOf(noted.map(async ([note, message]) => expectRefused(await ctx.deliver(message, { note }))));
}

/** The response to each of these messages must be a 2xx or a 4xx. */
export async function expectAllHandled(ctx: RuleContext, noted: Noted): Promise<void> {
  await allOf(noted.map(async ([note, message]) => expectHandled(await ctx.deliver(message, { note }))));
}
