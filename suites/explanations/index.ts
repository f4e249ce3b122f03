import { acknowledgement } from './acknowledgement.ts';
import type { Explanation, Explanations } from './explanation.ts';
import { message } from './message.ts';
import { method } from './method.ts';
import { retry } from './retry.ts';
import { security } from './security.ts';
import { signature } from './signature.ts';

/** By the ids of the rules: one for each, and none without a rule. */
export const explanations: Explanations = {
  ...signature,
  ...acknowledgement,
  ...retry,
  ...message,
  ...method,
  ...security,
};

/** Every rule has one: a test holds it. */
export function explanationOf(id: string): Explanation {
  const explanation = Object.hasOwn(explanations, id) ? explanations[id] : undefined;
  if (explanation === undefined) throw new Error(`the rule ${id} has no explanation in suites/explanations`);
  return explanation;
}
