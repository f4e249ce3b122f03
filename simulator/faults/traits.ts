import { testMessage } from '../message/message.ts';
import type { Profile } from '../profile.ts';
import { buildRequest, isGenuineRequest, type Webhook } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** What a fault means for this webhook. */
interface FaultTraits {
  /** The request method that is sent. */
  readonly method: string;
  /** A correct receiver rejects the message: its signature or method is not genuine. */
  readonly isToBeRefused: boolean;
}

/** Found by applying the fault to the test message. Nothing is sent. */
export function traitsOf(fault: Fault | undefined, webhook: Webhook, profile: Profile): FaultTraits {
  const genuine = buildRequest(webhook, testMessage, profile);
  const sent = fault?.rewrite?.(genuine, webhook.secret) ?? genuine;
  const isToBeRefused = !isGenuineRequest(sent, webhook.secret) || sent.method !== webhook.method;
  return { method: sent.method, isToBeRefused };
}
