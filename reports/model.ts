import type { AttemptRecord, Evidence, Report, RuleResult } from '../schemas/generated/types.ts';
import { failsCheck, type Level } from '../schemas/level.ts';
import { groupOf } from '../schemas/rule-id.ts';
import { behindHeading, hiddenText } from '../schemas/words/behind-words.ts';
import { followsText, type NamedCause, namedCauses } from '../schemas/words/diagnosis-words.ts';
import { isNoteworthy, learnedInWords } from '../schemas/words/learned-words.ts';
import { utcInWords } from '../text/words/time-words.ts';
import { type Conclusion, conclude, tookInWords } from './conclusion.ts';
import { failureNotes, fixFirst, orderFindings } from './findings.ts';
import { acceptedText, baselineProblems } from './known.ts';
import { type Counting, checkOutcomeOf, levelsInWords, unshownOutcome } from './outcome.ts';
import { fixOrderOf } from './plan.ts';
import { profileInWords } from './profile-words.ts';
import { decidingAttempt, type Line, linesRow, type Row, row, rowsOf } from './rows.ts';
import { settingsInWords } from './settings-words.ts';
import { changeRemarks, changesInWords, changeWord } from './since-last.ts';
import { groupInconclusive, groupSkipped, type UncheckedGroup } from './unchecked.ts';
import { countShown, type ShownWord, shownAs, type VerdictWord } from './words.ts';

/** `error`: it fails the check. `warning`: it doesn't. `notice`: nobody has to do anything about it. */
export type Severity = 'error' | 'warning' | 'notice';

/** A rule, a cause, or another problem, with everything known about it. */
export interface Block {
  /** Its place in a page. Unique. */
  readonly anchor: string;
  /** How it ended, which decides mark and color. */
  readonly tone: ShownWord;
  /** Undefined if nobody has to be alerted. */
  readonly severity: Severity | undefined;
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

/** A part of a report. */
export interface Section {
  readonly kind:
    | ('causes' | 'failed' | 'known' | 'errors' | 'behind' | 'plan')
    | ('inconclusive' | 'skipped' | 'passed');
  readonly title: string;
  /** How much the section as a whole matters, if it's more than the sum of its blocks. */
  readonly severity?: Severity;
  /** What applies to several blocks, or steps. */
  readonly lines: readonly (Line & Partial<UncheckedGroup>)[];
  readonly blocks: readonly Block[];
}

/** A whole report, as every format prints it. */
export interface ReportModel extends Conclusion {
  /** What the levels mean, after a failure. */
  readonly levels: string | undefined;
  /** The number of results per label. */
  readonly numbers: readonly (readonly [ShownWord, number])[];
  /** How the check was done, each fact under a name. */
  readonly facts: Readonly<Record<Fact, string>>;
  /** What the observer shows. */
  readonly learned: string | undefined;
  /** Whether the reader has to see this even in a short report. */
  readonly isNoteworthy: boolean;
  /** "1 fixed, 2 new", and the same as remarks. */
  readonly sinceLast: string | undefined;
  readonly changes: readonly string[];
  readonly sections: readonly Section[];
  /** What fails the check besides its rules, for formats that don't begin with the conclusion. */
  readonly problems: readonly Block[];
  /** All results, in the order of the report. */
  readonly results: readonly Block[];
}

type Fact = 'receiver' | 'observer' | 'started' | 'took' | 'seed' | 'settings' | 'profile' | 'tool';

/** A sentence of the vendor's page, by its id in rules. */
interface VendorSentence {
  readonly id: string;
  readonly sentence: string;
}

export interface ModelOptions extends Counting {
  /** The vendor's sentences, which formats with room quote. */
  readonly sentences?: readonly VendorSentence[] | undefined;
}

/** What a report says, for all formats: they only print it. Pure. */
export function modelOf(report: Report, options: ModelOptions = {}): ReportModel {
  const results = resultBlocks(report, options);
  const failures = orderFindings(report).flatMap(({ result }) => results.get(result) ?? []);
  const all = [...results.values()];
  const toned = (tone: ShownWord) => all.filter((block) => block.tone === tone);
  const section = (kind: Section['kind'], title: string, more: Partial<Section>): Section[] => {
    const { blocks = [], lines = [], severity } = more;
    return blocks.length + lines.length === 0
      ? []
      : [{ kind, title, blocks, lines, ...(severity && { severity }) }];
  };
  const failed = failures.filter(({ tone }) => tone === 'fail');
  const known = failures.filter(({ tone }) => tone === 'known');
  const [inconclusive, skipped] = [groupInconclusive(report), groupSkipped(report)];
  return {
    ...conclude(report, options),
    levels: levelsInWords(report.results, options.failOn),
    numbers: countShown(report.results),
    facts: factsOf(report),
    learned: learnedInWords(report.observer),
    isNoteworthy: isNoteworthy(report.observer),
    sinceLast: changesInWords(report),
    changes: changeRemarks(report),
    sections: [
      ...section('causes', 'Causes', { blocks: causeBlocks(report) }),
      ...section('failed', 'Failed', { blocks: failed }),
      ...behindSections(report, options),
      ...section('known', 'Known failures', { blocks: known, severity: 'notice' }),
      ...section('errors', 'Internal errors', { blocks: toned('error') }),
      ...section('inconclusive', 'Inconclusive', {
        blocks: toned('inconclusive'),
        lines: inconclusive,
        severity: 'warning',
      }),
      ...section('skipped', 'Skipped', { blocks: toned('skipped'), lines: skipped }),
      ...section('passed', 'Passed', { blocks: toned('pass') }),
    ],
    problems: problemBlocks(report, options),
    results: all,
  };
}

export function sectionIn({ sections }: ReportModel, kind: Section['kind']): Section | undefined {
  return sections.find((one) => one.kind === kind);
}

export function blocksIn(model: ReportModel, ...kinds: readonly Section['kind'][]): readonly Block[] {
  return kinds.flatMap((kind) => sectionIn(model, kind)?.blocks ?? []);
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
function resultBlocks(report: Report, options: ModelOptions, place = ''): Map<RuleResult, Block> {
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

function causeBlocks(report: Report, causes = namedCauses(report), severity?: Severity): Block[] {
  const hasFailed = report.summary.fail > 0 || checkOutcomeOf(report) === 'failed';
  return causes.map((cause) => ({
    ...plain,
    ...{ anchor: cause.anchor, tone: hasFailed ? 'fail' : 'inconclusive', severity: severity ?? 'error' },
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

/** What lies behind the causes, most harmful first, and in which order to fix it all. Nothing if the check saw through no cause. */
function behindSections(report: Report, options: ModelOptions): Section[] {
  const { behind, ...whole } = report;
  if (!behind) return [];
  // The causes of both parts are numbered together.
  const otherCauses = [...(report.otherCauses ?? []), ...behind.causes];
  const alone = { ...whole, otherCauses, results: behind.results };
  const causes = causeBlocks(alone, namedCauses(alone).slice(namedCauses(report).length));
  const results = resultBlocks(alone, options, 'behind/');
  const title = behindHeading(behind);
  const found = orderFindings(alone).flatMap(({ result }): Block[] => {
    const block = results.get(result);
    if (!block) return [];
    const name = `${result.id} behind ${result.behind?.join(' and ')}: ${block.title}`;
    return [{ ...block, name, suite: 'behind', code: 'behind', message: `${title}. ${block.message}` }];
  });
  const hidden = hiddenText(behind);
  const steps = fixOrderOf(report).map(({ change, gain }) => (gain === '' ? change : `${change} (${gain})`));
  const lines = hidden === undefined ? [] : [{ text: hidden }];
  // The causes in front decide whether the check fails.
  const blocks = [...causes, ...found].map((block) => ({ ...block, severity: undefined }));
  const plan: Section = {
    ...{ kind: 'plan', title: 'Fix in this order', severity: 'notice', blocks: [] },
    lines: steps.map((text) => ({ text })),
  };
  return [{ kind: 'behind', title, severity: 'notice', lines, blocks }, ...(steps.length > 0 ? [plan] : [])];
}

/** The outcome, if nothing else shows that the check doesn't pass, and each outdated entry of the baseline. */
function problemBlocks(report: Report, options: ModelOptions): Block[] {
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
  const { verdict } = conclude(report, options);
  return [
    ...(outcome
      ? [
          problem('outcome', outcome.outcome, verdict, outcome.sentence, {
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

/** The headline of a report: the cause of its diagnosis, or the rule of its first finding, with its title. */
export function headlineOf(report: Report): { readonly about: string; readonly title: string } | undefined {
  const { diagnosis } = report;
  if (diagnosis) return { about: diagnosis.cause, title: diagnosis.title };
  const [first] = orderFindings(report);
  return first && { about: first.result.id, title: first.result.title };
}

function factsOf(report: Report): ReportModel['facts'] {
  const { observer, receiver, tool } = report;
  return {
    receiver: `${receiver.method} ${receiver.url}`,
    observer: observerInWords(observer),
    started: utcInWords(report.startedAt),
    took: tookInWords(report),
    seed: String(report.seed),
    settings: settingsInWords(report.settings),
    profile: profileInWords(report.profile, receiver.method) || 'default',
    tool: `${tool.name} ${tool.version}`,
  };
}

function observerInWords(observer: Report['observer']): string {
  switch (observer?.kind) {
    case 'http':
      return observer.url;
    case 'command':
      return observer.command;
    case 'downstream':
      return `the calls to ${observer.url}`;
    case 'function':
      return 'a function';
    default:
      return 'none';
  }
}
