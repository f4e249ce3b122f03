import { levels, rankOf } from '../schemas/level.ts';
import { severityRank } from '../schemas/severity.ts';
import type { Profile } from '../simulator/index.ts';
import type { Group } from './budget.ts';
import type { ReceiverAccess } from './context/run-state.ts';
import type { Rule } from './rule.ts';

/** The facts of a run that decide which rules disturb each other. */
interface Sharing {
  readonly receiver: Pick<ReceiverAccess, 'process'>;
  readonly observation: { readonly observer: { readonly isPerPbx: boolean } | undefined };
}

/**
 * Groups of rules that run one after the other, while the rules of a group run concurrently. Those that don't observe come first. If time
 * is short, each level has its own groups, the most binding first, and rules that observe don't wait. Messages that YCM never sends come
 * after all others, so that whatever they break decides nothing about the others. Pure.
 */
export function ruleGroupsOf(rules: readonly Rule[], state: Sharing, isTight = false): readonly Group[] {
  const isImpossible = ({ sentBy }: Rule) => sentBy === 'nobody';
  return [rules.filter((rule) => !isImpossible(rule)), rules.filter(isImpossible)].flatMap((part) =>
    groupsOf(part, state, isTight),
  );
}

function groupsOf(rules: readonly Rule[], state: Sharing, isTight: boolean): readonly Group[] {
  const oneByOne = (phase: Phase) =>
    rules
      .filter((rule) => phaseOf(rule, state, isTight) === phase)
      .map((rule) => ({ rules: [rule], weight: 1 }));
  const between = rules.filter((rule) => !['first', 'last'].includes(phaseOf(rule, state, isTight)));
  const parts = isTight ? levels.map((level) => between.filter((rule) => rule.level === level)) : [between];
  return [
    ...oneByOne('first'),
    ...parts.flatMap((part) => groupsBetween(part, state, isTight)),
    ...oneByOne('last'),
  ];
}

/** Rules that observe wait for effects. Rules that run alone share their time with nobody. */
const weights = { sends: 1, observes: 2, alone: 6 } as const;

function groupsBetween(rules: readonly Rule[], state: Sharing, isTight: boolean): readonly Group[] {
  const byHarm = (a: Rule, b: Rule) =>
    isTight
      ? Number(observes(a)) - Number(observes(b)) || severityRank(a.severity) - severityRank(b.severity)
      : 0;
  const inPhase = (phase: Phase) =>
    rules
      .filter((rule) => phaseOf(rule, state, isTight) === phase)
      .sort((a, b) => rankOf(a.level) - rankOf(b.level) || byHarm(a, b));
  const together = rules.filter((rule) => phaseOf(rule, state, isTight) === 'together').sort(byHarm);
  // Rules that kill the receiver come last: it may not start again, or have lost what it knew.
  const killing = inPhase('alone').filter((rule) => restarts(rule, state));
  const alone = [
    ...inPhase('alone').filter((rule) => !killing.includes(rule)),
    ...inPhase('late'),
    ...killing,
    ...inPhase('patient'),
  ];
  const sending = together.filter((rule) => !observes(rule));
  const parts = isTight ? [together, inPhase('apart')] : [sending, together.filter(observes)];
  const weightOf = (rule: Rule) => (observes(rule) ? weights.observes : weights.sends);
  const groups = [
    ...parts.map((part) => ({ rules: part, weight: part.reduce((sum, rule) => sum + weightOf(rule), 0) })),
    ...alone.map((rule) => ({ rules: [rule], weight: weights.alone })),
  ];
  return groups.filter((group) => group.rules.length > 0);
}

type Phase = NonNullable<Rule['runs']>;

/** If one state is shown for all PBXs, it shows the effects of other rules, so rules that observe run alone. */
function phaseOf(rule: Rule, state: Sharing, isTight: boolean): Phase {
  const isShared = state.observation.observer?.isPerPbx === false && observes(rule);
  const needsItAll = isShared || restarts(rule, state) || rule.needs?.includes('downstream') === true;
  if (rule.runs === 'apart') return isTight && !needsItAll ? 'apart' : 'alone';
  return rule.runs ?? (needsItAll ? 'alone' : 'together');
}

export function observes(rule: Rule): boolean {
  return rule.needs?.includes('observer') === true;
}

function restarts(rule: Rule, { receiver: { process } }: Sharing): boolean {
  return process !== undefined && (rule.mayRestart === true || rule.needs?.includes('restart') === true);
}

/** The order of each rule's requests in the queue: what explains all others first, then the most binding, then the most basic. Pure. */
export function placesOf(
  rules: readonly Rule[],
  { connections }: Pick<Profile, 'connections'>,
): ReadonlyMap<Rule, number> {
  const rank = ({ detects, level, acknowledgementRank = Number.POSITIVE_INFINITY, basis }: Rule) => {
    const explainsAll = detects === 'broken-kept-connection' && connections === 'kept';
    return [Number(!explainsAll), rankOf(level), acknowledgementRank, Number(basis !== 'documented')];
  };
  const sorted = rules.toSorted((a, b) => compare(rank(a), rank(b)));
  return new Map(sorted.map((rule, place) => [rule, place]));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, n) => value !== b[n]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
