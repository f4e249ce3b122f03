/** Its failure explains all others if every message used a kept connection. */
export const servesKept = 'acknowledgement/serves-fresh-and-kept-connections';

/** It checks that messages have effects, on which other rules depend. */
export const appliesEachItem = 'message/applies-every-item';

/** The folder of a rule: `signature` of `signature/accepts-genuine`. */
export function groupOf(id: string): string {
  return id.split('/')[0] ?? id;
}

/** `accepts-genuine` of `signature/accepts-genuine`. */
export function nameOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}
