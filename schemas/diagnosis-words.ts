import { count } from '../text/count.ts';
import type { Diagnosis, Report, RuleResult } from './generated/types.ts';

const again = 'Fix it, then run the check again.';

/** What to do about causes that are not mistakes as long as nothing fails. */
const nextSteps: Partial<Record<Diagnosis['cause'], string>> = {
  'rate-limit': 'Run the check again below the limit.',
  'effects-late': 'Run the check again with more time.',
  'effects-in-steps': 'Run the check again with more time.',
};

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

/** The consequences of a diagnosis, as a sentence. Pure. */
export function followsText(
  { cause, explains }: Pick<Diagnosis, 'cause' | 'explains'>,
  results: readonly Pick<RuleResult, 'id' | 'verdict'>[],
): string {
  const hasFailed = results.some(({ id, verdict }) => verdict === 'fail' && explains.includes(id));
  const rules = count(explains.length, 'rule');
  if (hasFailed) return `${rules} failed or couldn't be checked because of this. ${again}`;
  const next = nextSteps[cause] ?? again;
  return explains.length === 0 ? next : `${rules} couldn't be checked because of this. ${next}`;
}
