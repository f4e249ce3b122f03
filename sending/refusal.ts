import { traitsOf } from '../simulator/faults/traits.ts';
import { isRejected } from '../simulator/index.ts';
import type { Wanted } from './log.ts';
import type { SendPlan } from './plan.ts';

/** Whether a correct receiver rejects what is sent. A message that must be rejected is sent once: no retry makes it genuine. */
export function isToBeRefused({ fault, webhooks, profile }: SendPlan): boolean {
  return webhooks.some(({ url, secret = '', method = 'POST' }) =>
    fault ? traitsOf(fault, { url, secret, method }, profile).isToBeRefused : false,
  );
}

/** A 4xx, as a correct receiver responds to it. */
export const refusal: Wanted = { words: 'rejected', isMet: ({ outcome }) => isRejected(outcome) };
