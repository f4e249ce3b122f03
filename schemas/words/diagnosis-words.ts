import { count } from '../../text/words/count.ts';
import { causeOf } from '../cause-of.ts';
import type { Diagnosis, Report, RuleResult } from '../generated/types.ts';

const again = 'Fix it, then run the check again.';

/** What to do about causes that are not mistakes as long as nothing fails. */
const nextSteps: Partial<Record<Diagnosis['cause'], string>> = {
  'rate-limit': 'Run the check again below the limit.',
  'effects-late': 'Run the check again with more time.',
  'effects-in-steps': 'Run the check again with more time.',
};

/** Causes that are mistakes of the receiver, whatever the check could not see because of them. */
const mistakes: ReadonlySet<Diagnosis['cause']> = new Set([
  ...(['crash', 'no-response', 'broke-down', 'no-signature-check', 'acknowledges-forgeries'] as const),
  ...(['fails-now-and-then', 'fails-at-once', 'mixes-up-messages', 'idle-connection-blocks'] as const),
  ...(['loses-messages', 'memory-per-process'] as const),
  ...(['one-clock-for-all-pbxs', 'one-clock-for-both-kinds'] as const),
]);

/** A cause in a report, under the name by which findings refer to it. */
export interface NamedCause extends Diagnosis {
  /** "root cause", then "cause 2", "cause 3". */
  readonly label: string;
  /** The same in a finding: "the diagnosis", then "cause 2". */
  readonly name: string;
  /** The id of its place in a page. */
  readonly anchor: string;
  /** Its title, which begins with its name unless it is the diagnosis. */
  readonly heading: string;
}

/** The diagnosis, then the other causes. Pure. */
export function namedCauses({
  diagnosis,
  otherCauses = [],
}: Pick<Report, 'diagnosis' | 'otherCauses'>): readonly NamedCause[] {
  if (!diagnosis) return [];
  const others = otherCauses.map((cause, n) => ({
    ...cause,
    label: `cause ${n + 2}`,
    name: `cause ${n + 2}`,
    anchor: `cause-${n + 2}`,
    heading: `Cause ${n + 2}: ${cause.title}`,
  }));
  const first = { label: 'root cause', name: 'the diagnosis', anchor: 'diagnosis', heading: diagnosis.title };
  return [{ ...diagnosis, ...first }, ...others];
}

/** The first cause that is a mistake of the receiver, and because of which these results are missing. Pure. */
export function mistakeBehind(
  report: Pick<Report, 'diagnosis' | 'otherCauses'>,
  missing: readonly Pick<RuleResult, 'id'>[],
): NamedCause | undefined {
  return namedCauses(report).find(
    ({ cause, explains }) => mistakes.has(cause) && missing.some(({ id }) => explains.includes(id)),
  );
}

/** The consequences of a diagnosis, as a sentence. Pure. */
export function followsText(
  { cause, explains }: Pick<Diagnosis, 'cause' | 'explains'>,
  results: readonly Pick<RuleResult, 'id' | 'verdict' | 'explainedBy'>[],
): string {
  const failed = new Set(results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id));
  const hasFailed = explains.some((id) => failed.has(id));
  // As in the list of failed rules: a rule also follows from the cause of the rule that explains it.
  const followers = results.filter(
    (result) => failed.has(result.id) && explains.includes(causeOf(result, failed) ?? ''),
  );
  const rules = count(new Set([...explains, ...followers.map(({ id }) => id)]).size, 'rule');
  if (hasFailed) return `${rules} failed or couldn't be checked because of this. ${again}`;
  const next = nextSteps[cause] ?? again;
  return explains.length === 0 ? next : `${rules} couldn't be checked because of this. ${next}`;
}
