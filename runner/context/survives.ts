import type { SendOptions, Sent } from '../sending/sent.ts';
import { CannotTell, expectAcknowledged, fail } from './expect.ts';
import type { Noted } from './expect-all.ts';
import { messageToForge } from './messages.ts';
import type { RuleContext } from './rule-context.ts';
import { allOf } from './try-parts.ts';

type Sending = readonly [message: unknown, options: SendOptions];

/** How many messages that broke their connection are sent again. */
const maxAgain = 5;
/** How often and how long to wait for a receiver whose process may have ended (ms). */
const maxWaits = 10;
const waitMs = 500;

/** The receiver must survive each of these messages, whatever it responds. They are sent concurrently, with these options. */
export async function expectAllSurvived(
  ctx: RuleContext,
  noted: Noted,
  options: SendOptions = {},
): Promise<void> {
  const broke: Sending[] = [];
  const send = async (sending: Sending) => {
    if (isBroken(await deliver(ctx, sending))) broke.push(sending);
  };
  await allOf(noted.map(([note, message]) => send([message, { note, ...options }])));
  // If the process ended, it broke the connections of other messages too.
  for (const sending of broke.slice(0, maxAgain)) await expectServesAfter(ctx, sending);
}

/** The receiver must survive this message, whatever it responds. */
export async function expectSurvived(ctx: RuleContext, ...sending: Sending): Promise<void> {
  if (isBroken(await deliver(ctx, sending))) await expectServesAfter(ctx, sending);
}

/** A receiver may close the connection, and serve the next one. A process that has ended can't, until it is restarted. */
async function expectServesAfter(ctx: RuleContext, sending: Sending): Promise<void> {
  await awaitServing(ctx);
  const sent = await deliver(ctx, sending);
  if (!isBroken(sent)) return;
  const note = `a genuine message right after ${sent.what}`;
  const next = await ctx.deliver(messageToForge(ctx), { note });
  if (next.isAcknowledged) return;
  await awaitServing(ctx);
  expectAcknowledged(ctx, next);
}

/** Its supervisor may restart it. */
async function awaitServing(ctx: RuleContext): Promise<void> {
  for (let waits = 0; waits < maxWaits; waits++) {
    if ((await ctx.deliver(messageToForge(ctx))).isAcknowledged) return;
    await ctx.pause(waitMs);
  }
}

async function deliver(ctx: RuleContext, [message, options]: Sending): Promise<Sent> {
  const sent = await ctx.deliver(message, options).catch(failIfKnown);
  if (sent.ended !== undefined)
    fail(`a process that keeps running after ${sent.what}`, `it ${sent.ended}`, undefined, sent);
  return sent;
}

/** A message of a kind that has ended the process isn't sent again. */
function failIfKnown(error: unknown): never {
  if (!(error instanceof CannotTell) || error.reason.reasonCode !== 'crashes') throw error;
  fail('a process that keeps running after any message', `not sent: ${error.message}`);
}

function isBroken({ outcome, isClosedAsForged }: Sent): boolean {
  return outcome.kind === 'connection-failed' && !isClosedAsForged;
}

/** The process must not have ended, and the receiver must still acknowledge this genuine message. */
export async function expectStillServes(ctx: RuleContext, message: unknown, note: string): Promise<void> {
  const ended = ctx.run.endedUnseen();
  if (ended !== undefined) fail('a process that keeps running', `it ${ended}`);
  expectAcknowledged(ctx, await ctx.deliver(message, { note }));
}
