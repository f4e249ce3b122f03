import type { AttemptRecord, Evidence, Report, RuleResult } from '../schemas/generated/types.ts';
import { failsCheck, type Level } from '../schemas/level.ts';
import { groupOf } from '../schemas/rule-id.ts';
import { followsText, type NamedCause, namedCauses } from '../schemas/words/diagnosis-words.ts';
import { failureNotes, fixFirst, orderFindings } from './findings.ts';
import { acceptedText, baselineProblems } from './known.ts';
import { type Counting, checkOutcomeOf, unshownOutcome, verdictOfOutcome } from './outcome.ts';
import { decidingAttempt, type Line, linesRow, type Row, row, rowsOf } from './rows.ts';
import { changeWord } from './since-last.ts';
import { type ShownWord, shownAs, type VerdictWord } from './words.ts';

/** `error`: it fails the check. `warning`: it doesn't. `notice`: nobody has to do anything about it. */
export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** A rule, a cause, or another problem, with everything known about it. */
export interface Block {
  /** Its place in a page. Unique. */
  readonly anchor: string;
  /** How it ended, which decides mark and color. */
  readonly tone: ShownWord;
  /** Undefined if nobody has to be alerted. */
  readonly severity: AnnotationLevel | undefined;
  /** The id of the rule, or the place of the cause among all: "root cause", "cause 2". */
  readonly label: string;
  /** What the block is headed with: the id of the rule, or what the cause is. */
  readonly heading: string;
  /** What the rule demands. */
  readonly title: string;
  /** The name of a test, and the suite that it belongs to. Names are unique. */
  readonly name: string;
  readonly suite: string;
  /** Why it didn't pass, in one word: a level, a verdict or a cause. */
  readonly code: string;
  /** What happened, in one line. */
  readonly message: string;
  readonly level?: Level;
  /** "must", "new". */
  readonly tags: readonly string[];
  /** The same with its basis: "must", "documented", "new". */
  readonly allTags: readonly string[];
  /** Its line in a list: "must, probably because of no. 1". */
  readonly note: Line;
  /** What happened, in a few words. */
  readonly brief: string;
  readonly rows: readonly Row[];
  /** Whether it follows from a cause, which has the fix. */
  readonly isExplained: boolean;
  /** The result of a rule, for formats that are data. */
  readonly result?: RuleResult;
  /** The exchange that decided. */
  readonly deciding?: AttemptRecord | undefined;
  /** What was sent and seen, try by try: a flaky rule has a second one, which passed. */
  readonly tries: readonly Evidence[];
  readonly durationMs: number;
}

/** A sentence of the vendor's page, by its id in rules. */
interface VendorSentence {
  readonly id: string;
  readonly sentence: string;
}

export interface ModelOptions extends Counting {
  /** The vendor's sentences, which formats with room quote. */
  readonly sentences?: readonly VendorSentence[] | undefined;
}

/** What a rule or a problem is, without anything that a report knows about it. */
const plain = {
  isExplained: false,
  tries: [],
  durationMs: 0,
  note: { text: '' },
  tags: [],
  allTags: [],
  rows: [],
} as const;

/** The block of each result. `place` is the beginning of their anchors. */
export function resultBlocks(report: Report, options: ModelOptions, place = ''): Map<RuleResult, Block> {
  const findings = orderFindings(report);
  const notes = failureNotes(findings);
  // A cause has one place, whatever refers to it.
  const placed = ({ text, link }: Line): Line =>
    link?.to.includes('/') ? { text, link: { ...link, to: `${place}${link.to}` } } : { text, link };
  const found = new Map(findings.map((one, n) => [one.result, { one, note: notes[n] }]));
  return new Map(
    report.results.map((result) => {
      const { one, note } = found.get(result) ?? {};
      const first = one && fixFirst(one);
      const block = blockOf(result, options, first && placed(first));
      const isExplained = one?.explainedBy !== undefined;
      return [
        result,
        { ...block, anchor: `${place}${block.anchor}`, ...(note && { note: placed(note) }), isExplained },
      ];
    }),
  );
}

/** A result. `first` is what to fix before it. */
export function blockOf(
  result: RuleResult,
  { sentences = [], failOn = 'must' }: ModelOptions = {},
  first?: Line,
): Block {
  const { id, title, level, basis, finding, flaky, known, requirements, verdict, evidence, durationMs } =
    result;
  const quoted = sentences.filter((one) => requirements.includes(one.id)).map(({ sentence }) => sentence);
  const facts = factsAbout(result);
  const lesser = verdict === 'fail' && !known ? 'warning' : undefined;
  return {
    ...plain,
    ...{ anchor: id, tone: shownAs(result), label: id, heading: id, title, level },
    ...{ name: `${id}: ${title}`, suite: groupOf(id), message: messageOf(result) },
    code: known ? 'known' : verdict === 'fail' ? level : verdict,
    severity: verdict === 'error' || failsCheck(result, failOn) ? 'error' : lesser,
    ...{ tags: [level, ...facts], allTags: [level, basis, ...facts], note: { text: level } },
    ...{ brief: finding?.actual ?? '', rows: rowsOf(result, first, quoted) },
    ...{ result, durationMs, deciding: decidingAttempt(result) },
    tries: [evidence, ...(flaky ? [flaky.evidence] : [])],
  };
}

/** "known", "flaky", "new". */
function factsAbout(result: RuleResult): string[] {
  const { known, flaky } = result;
  const facts = [known && 'known', flaky && 'flaky', changeWord(result)].filter((fact) => fact !== undefined);
  return [...new Set(facts)];
}

/** A result in one line. */
function messageOf(result: RuleResult): string {
  const { verdict, level, finding, reason } = result;
  const accepted = acceptedText(result);
  if (accepted !== undefined) return `known failure, ${accepted}`;
  const tags = factsAbout(result);
  const tagged = tags.length === 0 ? level : `${level} (${tags.join(', ')})`;
  if (finding) return `${tagged}: expected ${finding.expected}; got ${finding.actual}`;
  return verdict === 'error' ? `internal error in Hookswitch: ${reason}` : `${verdict}: ${reason}`;
}

/** The causes of a report, by default all. */
export function causeBlocks(report: Report, causes = namedCauses(report)): Block[] {
  const hasFailed = report.summary.fail > 0 || checkOutcomeOf(report) === 'failed';
  return causes.map((cause) => ({
    ...plain,
    ...{ anchor: cause.anchor, tone: hasFailed ? 'fail' : 'inconclusive', severity: 'error' },
    ...{ label: cause.label, heading: cause.heading, title: '', message: cause.heading, brief: cause.title },
    ...{ name: `${cause.label}: ${cause.cause}`, suite: 'diagnosis', code: cause.cause },
    rows: causeRows(cause, report),
  }));
}

function causeRows(cause: NamedCause, { results }: Report): Row[] {
  const { fix, evidence, explains } = cause;
  const own = { isOwn: true };
  return [
    ...row('fix', fix, own),
    ...linesRow('evidence', evidence),
    ...row(explains.length === 0 ? 'next' : 'impact', followsText(cause, results), own),
    ...(explains.length > 0 ? row('rules', explains.join(', '), { ...own, shown: 'on-request' }) : []),
  ];
}

/** The outcome, if nothing else shows that the check doesn't pass, and each outdated entry of the baseline. */
export function problemBlocks(report: Report, options: ModelOptions): Block[] {
  const outcome = unshownOutcome(report, options);
  const problem = (
    suite: string,
    code: string,
    tone: VerdictWord,
    message: string,
    parts: Pick<Block, 'anchor' | 'name' | 'heading'>,
  ): Block => ({
    ...plain,
    ...{
      suite,
      code,
      tone,
      message,
      brief: message,
      ...parts,
      label: parts.name,
      title: '',
      severity: 'error',
    },
    rows: row('reason', message, { isOwn: true }),
  });
  return [
    ...(outcome
      ? [
          problem('outcome', outcome.outcome, verdictOfOutcome[outcome.outcome], outcome.sentence, {
            anchor: 'outcome',
            name: 'the check passes',
            heading: 'The check does not pass',
          }),
        ]
      : []),
    ...baselineProblems(report).map(({ id, kind, text }) =>
      problem('baseline', kind, 'fail', text, {
        anchor: `baseline/${id}`,
        name: `baseline/${id}: is up to date`,
        heading: `${id} (baseline)`,
      }),
    ),
  ];
}
