import type { Fault } from '../../simulator/index.ts';
import { expectAcknowledged, expectCalm, expectRefused } from './expect.ts';
import { didChange } from './messages.ts';
import type { RuleContext } from './rule-context.ts';
import type { Sent } from './sent.ts';

/** Messages, each with words for it. */
export type Noted = readonly (readonly [note: string, message: unknown])[];

/** Sends them side by side. */
export function deliverAll(ctx: RuleContext, noted: Noted): Promise<Sent[]> {
  return Promise.all(noted.map(([note, message]) => ctx.deliver(message, { note })));
}

/** Sends a message of its own with each fault, side by side; default DID changes. */
export function deliverWithEach(
  ctx: RuleContext,
  faults: readonly Fault[],
  message: () => unknown = () => didChange(ctx),
): Promise<Sent[]> {
  return Promise.all(faults.map((fault) => ctx.deliver(message(), { fault })));
}

/** A message with each fault must be refused. */
export async function expectAllRefused(
  ctx: RuleContext,
  faults: readonly Fault[],
  message?: () => unknown,
): Promise<void> {
  for (const sent of await deliverWithEach(ctx, faults, message)) expectRefused(sent);
}

/** A message with each fault must be acknowledged. */
export async function expectAllAcknowledged(ctx: RuleContext, faults: readonly Fault[]): Promise<void> {
  for (const sent of await deliverWithEach(ctx, faults)) expectAcknowledged(ctx, sent);
}

/** Each of these messages must be answered: with a 2xx or a 4xx, which is no crash. */
export async function expectAllCalm(ctx: RuleContext, noted: Noted): Promise<void> {
  for (const sent of await deliverAll(ctx, noted)) expectCalm(sent);
}
