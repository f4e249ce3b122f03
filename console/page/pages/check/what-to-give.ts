import type { RuleState } from '../../../../schemas/generated/console-types.ts';

/** Rules that were skipped for one reason. */
export interface SkippedGroup {
  readonly reason: string;
  /** What would have them judged, in a sentence. */
  readonly remedy: string;
  readonly ids: readonly string[];
}

/** The skipped rules by what they need, the largest group first. */
export function groupSkipped(rules: readonly RuleState[]): SkippedGroup[] {
  const byReason = new Map<string, string[]>();
  for (const { id, state, reason = '' } of rules) {
    if (state === 'skipped') byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return [...byReason]
    .map(([reason, ids]) => ({ reason: withoutFlag(reason), remedy: remedyFor(reason), ids }))
    .sort((a, b) => b.ids.length - a.ids.length);
}

/** The reason as far as it holds here, where there are no flags. */
export function withoutFlag(reason: string): string {
  return reason.replace(/: give --.*$/s, '');
}

/** A sentence of the check without what it says of flags of the command line. */
export function withoutFlags(sentence: string): string {
  return sentence.replace(/,[^,;]*--[a-z][^,;]*/g, '');
}

function remedyFor(reason: string): string {
  const flag = /\bgive (--[a-z-]+)/.exec(reason)?.[1];
  if (flag === undefined) return '';
  return remedies[flag] ?? `Check it from the command line: hookswitch check URL ${flag} …`;
}

const remedies: Record<string, string> = {
  '--observe-url':
    'Give an observer URL with {sn} in it, an address that shows the state of one PBX as JSON.',
  '--thorough': 'Choose “Thorough”, which takes a minute more.',
};
