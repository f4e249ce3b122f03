import { fleetEvents } from '../../simulator/events.ts';
import { didEvents, eventNames, sampleMessage, statusOf, testMessage } from '../../simulator/index.ts';
import type { SendOptions, Sent } from '../sending/sent.ts';
import { actualOf, cannotTell } from './expect.ts';
import { deliverAll, type Noted } from './expect-all.ts';
import { capacityChange, didChange } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

/** Events that the runner knows only by their schema. */
const otherEvents = eventNames.filter((name) => name !== 'test' && !fleetEvents.some((one) => one === name));

/** A message of each documented kind with its description, the test message first. */
export function messagesOfEveryKind(ctx: RuleContext): Noted {
  return [
    ['the test message', testMessage],
    ...didEvents.map((event) => [`a ${event} message`, didChange(ctx, { event, dids: 2 })] as const),
    ['a capacity change', capacityChange(ctx)],
    ...otherEvents.map(
      (event, seed) =>
        [
          `a ${event} message`,
          sampleMessage({ event, seed, sn: ctx.serial(), updateTime: ctx.updateTime() }),
        ] as const,
    ),
  ];
}

/** The same messages, described as genuine. */
export function genuineMessages(ctx: RuleContext): Noted {
  return messagesOfEveryKind(ctx).map(([note, message]) => [note.replace(' ', ' genuine '), message]);
}

/** Sends one message of each documented kind, concurrently. */
export function sendEveryKind(ctx: RuleContext, options?: SendOptions): Promise<Sent[]> {
  return deliverAll(ctx, genuineMessages(ctx), options);
}

/**
 * Why a genuine message was not acknowledged. Each reason belongs to one rule, so that one cause leads to one finding; `refused` and
 * `broken` belong to the rule about this kind of message.
 */
type AckFailure = 'redirected' | 'late' | 'unfinished' | 'taken-for-forged' | 'refused' | 'broken';

/** Undefined if it was acknowledged. */
export function ackFailureOf({ outcome, isAcknowledged }: Sent): AckFailure | undefined {
  if (isAcknowledged) return undefined;
  if (outcome.kind === 'timeout') return outcome.status === undefined ? 'late' : 'unfinished';
  if (outcome.kind !== 'response') {
    return outcome.kind === 'connection-failed' && outcome.phase === 'body' ? 'unfinished' : 'broken';
  }
  if (outcome.status >= 300 && outcome.status <= 399) return 'redirected';
  return outcome.status === 401 || outcome.status === 403 ? 'taken-for-forged' : 'refused';
}

/** Nothing is served for this method: every message gets the same response, so the message isn't the cause. */
export function isNotServed(sent: Sent): boolean {
  return [404, 405, 501].includes(statusOf(sent) ?? 0);
}

/** Ends the rule if one of these messages was not acknowledged for a reason that another rule checks. */
export function leaveToOtherRules(sent: readonly Sent[]): void {
  const missed = sent.find((one) => !one.isAcknowledged);
  if (!missed) return;
  const { what } = missed;
  cannotTell({ reasonCode: 'not-acknowledged', what, response: actualOf(missed), isForOthers: true });
}
