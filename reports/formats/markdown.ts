import type { Report } from '../../schemas/generated/types.ts';
import { followsText, namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { isNoteworthy, learnedInWords } from '../../schemas/words/learned-words.ts';
import { oneLine } from '../../text/terminal/visible.ts';
import { count } from '../../text/words/count.ts';
import { behindPart } from '../behind.ts';
import { conclude } from '../conclusion.ts';
import { decidingAttempt } from '../deciding-attempt.ts';
import { diagnosisVerdict } from '../diagnosis.ts';
import { type FindingRow, findingRows, rowTitle } from '../finding-rows.ts';
import { failureNotes, fixFirst, type OrderedFinding, orderFindings } from '../findings.ts';
import { countShown, shownLabel } from '../known.ts';
import { type Counting, levelsInWords } from '../outcome.ts';
import { profileInWords } from '../profile-words.ts';
import { changeWord } from '../since-last.ts';
import { tookInWords } from '../took.ts';
import { groupInconclusive, groupSkipped } from '../unchecked.ts';
import { halfText, outcomeOnWire, requestOnWire } from '../wire.ts';
import { marks } from '../words.ts';
import { fenced, inline } from './markdown-escape.ts';
import { xmlText } from './xml.ts';

/** GitHub drops a summary of more than 1 MiB. This leaves room for other steps. */
const maxBytes = 900_000;
const maxEndingBytes = 100_000;
const maxEndingLines = 20;
const maxBodyLength = 2000;
const maxBlockLength = 6000;

/** For `$GITHUB_STEP_SUMMARY`: counts, links to the failed rules, each finding collapsed, and what was not checked. */
export function renderMarkdown(report: Report, counting: Counting = {}): string {
  const findings = orderFindings(report);
  const parts = [
    headOf(report, counting),
    failuresOf(findings),
    ...findings.map((one, n) => findingOf(one, n === 0)),
    ...behindOf(report),
  ];
  return withinBounds(
    parts.filter((part) => part !== ''),
    endingOf(report),
  ).join('\n\n');
}

/** As many parts as fit, and a line about the rest. */
function withinBounds(parts: readonly string[], ending: string): string[] {
  let room = maxBytes - maxEndingBytes;
  const end = parts.findIndex((part) => {
    room -= Buffer.byteLength(part) + 2;
    return room < 0;
  });
  if (end < 0) return [...parts, ending];
  const more = `${count(parts.length - end, 'more finding')} did not fit; the HTML and JSON reports contain them all.`;
  return [...parts.slice(0, end), more, ending];
}

function headOf(report: Report, counting: Counting): string {
  const { sentence, remarks, verdict } = conclude(report, counting);
  const levels = levelsInWords(report.results, counting.failOn);
  const { receiver, tool } = report;
  const facts = `seed ${report.seed} · ${tookInWords(report)} · ${tool.name} ${tool.version}`;
  const profile = profileInWords(report.profile, receiver.method);
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const learned = isNoteworthy(report.observer) ? learnedInWords(report.observer) : undefined;
  const shown = countShown(report.results);
  return [
    `## ${marks[verdict]} ${inline(sentence)}`,
    '',
    ...causesOf(report),
    ...(levels === undefined ? [] : [inline(levels), '']),
    ...remarks.flatMap((remark) => [inline(remark), '']),
    `${receiver.method} ${inline(receiver.url)} · ${inline(facts)}`,
    '',
    ...(profile === '' ? [] : [`Profile: ${inline(profile)}`, '']),
    ...(learned === undefined ? [] : [inline(learned), '']),
    row(shown.map(([word]) => shownLabel(word))),
    row(shown.map(() => '---:')),
    row(shown.map(([, n]) => n)),
  ].join('\n');
}

function causesOf(report: Report, causes = namedCauses(report)): string[] {
  return causes.flatMap((cause) => [
    `<a id="${anchorOf(cause.anchor)}"></a>`,
    '',
    `### ${marks[diagnosisVerdict(report)]} ${inline(cause.heading)}`,
    '',
    `**Fix:** ${inline(cause.fix)}`,
    '',
    ...cause.evidence.map((line) => `- ${inline(line)}`),
    '',
    inline(followsText(cause, report.results)),
    '',
  ]);
}

/** What lies behind the causes, and the plan. */
function behindOf(report: Report): string[] {
  const part = behindPart(report);
  if (!part) return [];
  const { heading, causes, findings, hidden, plan } = part;
  const steps = plan.map(
    ({ change, gain }, n) => `${n + 1}. ${inline(change)}${gain === '' ? '' : ` (${inline(gain)})`}`,
  );
  return [
    `### ${inline(heading)}`,
    failuresOf(findings),
    hidden === undefined ? '' : inline(hidden),
    causesOf(part.report, causes).join('\n'),
    ...findings.map((one) => findingOf(one, false)),
    steps.length === 0 ? '' : ['**Fix in this order**', '', ...steps].join('\n'),
  ];
}

/** Every failed rule as a link to its finding. */
function failuresOf(findings: readonly OrderedFinding[]): string {
  return failureNotes(findings)
    .map(
      ({ id, note, link }, n) =>
        `${n + 1}. ${linkTo(id)} ${link ? linked(note, link.text, link.to) : inline(note)}`,
    )
    .join('\n');
}

/** The text, of which these words link to a finding, or to a cause. */
function linked(text: string, words: string, to: string): string {
  return inline(text).replace(inline(words), linkTo(to, words));
}

function linkTo(id: string, words = id): string {
  return `[${inline(words)}](#${anchorOf(id)})`;
}

/** GitHub adds this prefix to every id, but not to the links of a job summary. */
function anchorOf(id: string): string {
  return `user-content-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** Collapsed, except for the first one. */
function findingOf(one: OrderedFinding, isOpen: boolean): string {
  const { result } = one;
  const attempt = decidingAttempt(result);
  const rows = findingRows(result, fixFirst(one));
  const isBlock = ({ kind }: FindingRow) => kind === 'lines' || kind === 'command';
  const exchange = attempt && [
    fenced(halfText(requestOnWire(attempt.request), maxBodyLength), 'http', maxBlockLength),
    '',
    fenced(halfText(outcomeOnWire(attempt.outcome), maxBodyLength), 'http', maxBlockLength),
  ];
  return [
    `<a id="${anchorOf(result.id)}"></a>`,
    '',
    `<details${isOpen ? ' open' : ''}><summary>${marks.fail} <b>${xmlText(oneLine(result.id))}</b> (${result.level}, ${result.basis}${result.known ? ', known' : ''}${changeTag(result)}): ${xmlText(oneLine(result.title))}</summary>`,
    '',
    ...rows
      .filter((row) => !isBlock(row))
      .map(
        (row) =>
          `- **${rowTitle(row)}:** ${row.label === 'cause' ? causeOf(one, row.value) : inline(row.value)}`,
      ),
    ...rows.filter(isBlock).flatMap(blockOf),
    ...(exchange ? ['', 'HTTP exchange:', '', ...exchange] : []),
    '',
    '</details>',
  ].join('\n');
}

function causeOf({ cause = '', explainedBy }: OrderedFinding, text: string): string {
  return explainedBy ? linked(text, explainedBy.name, explainedBy.anchor) : linked(text, cause, cause);
}

function changeTag(result: OrderedFinding['result']): string {
  const change = changeWord(result);
  return change === undefined ? '' : `, ${change}`;
}

function blockOf(row: FindingRow): string[] {
  const language = row.kind === 'command' ? 'sh' : 'text';
  return ['', `${rowTitle(row)}:`, '', fenced(row.value, language, maxBlockLength)];
}

function endingOf(report: Report): string {
  const errors = report.results.filter((result) => result.verdict === 'error');
  const lines = [
    ...errors.map(({ id, reason = '' }) => `- internal error in ${inline(id)}: ${inline(reason, 300)}`),
    ...[...groupInconclusive(report), ...groupSkipped(report)].map(({ text }) => `- ${inline(text, 600)}`),
  ];
  return lines.length === 0 ? '' : ['**Not checked**', '', ...lines.slice(0, maxEndingLines), ''].join('\n');
}
