import type { Report } from '../schemas/generated/types.ts';
import { behindHeading, hiddenText } from '../schemas/words/behind-words.ts';
import { namedCauses } from '../schemas/words/diagnosis-words.ts';
import { isNoteworthy, learnedInWords } from '../schemas/words/learned-words.ts';
import { utcInWords } from '../text/words/time-words.ts';
import {
  type AnnotationLevel,
  type Block,
  causeBlocks,
  type ModelOptions,
  problemBlocks,
  resultBlocks,
} from './blocks.ts';
import { type Conclusion, conclude, tookInWords } from './conclusion.ts';
import { orderFindings } from './findings.ts';
import { levelsInWords } from './outcome.ts';
import { fixOrderOf } from './plan.ts';
import { profileInWords } from './profile-words.ts';
import type { Line } from './rows.ts';
import { settingsInWords } from './settings-words.ts';
import { changedIds, changeRemarks, changesInWords } from './since-last.ts';
import { groupInconclusive, groupSkipped, type UncheckedGroup } from './unchecked.ts';
import { countShown, type ShownWord } from './words.ts';

/** A part of a report. */
export interface Section {
  readonly kind:
    | ('causes' | 'failed' | 'known' | 'errors' | 'behind' | 'plan')
    | ('inconclusive' | 'skipped' | 'passed');
  readonly title: string;
  /** How much the section as a whole matters, if it's more than the sum of its blocks. */
  readonly severity?: AnnotationLevel;
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
  /** The ids of rules by how they changed. */
  readonly changed: Readonly<Record<string, readonly string[]>>;
  readonly changes: readonly string[];
  readonly sections: readonly Section[];
  /** What fails the check besides its rules, for formats that don't begin with the conclusion. */
  readonly problems: readonly Block[];
  /** All results, in the order of the report. */
  readonly results: readonly Block[];
}

type Fact = 'receiver' | 'observer' | 'started' | 'took' | 'seed' | 'settings' | 'profile' | 'tool';

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
    changed: changedIds(report),
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
