import { groupSkipped } from '../../reports/unchecked.ts';
import type { Report } from '../../schemas/index.ts';
import { requestsWithSecret } from '../../simulator/signature/mistakes/signed-wrongly.ts';
import type { Colors } from '../../text/terminal/colors.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import { count } from '../../text/words/count.ts';
import type { Counts } from './counted-reference.ts';
import { type PlannedRule, plannedRules } from './planned-rules.ts';

export interface DryRunStyle {
  /** The method and the URL, safe to show. */
  readonly receiver: string;
  readonly colors: Colors;
  /** The profile values that the seed chose. */
  readonly varied: string | undefined;
  /** A sample serial number of the run. */
  readonly serial: string;
  /** Characters per line. */
  readonly width: number;
  /** The observer shows one state for all PBXs. */
  readonly isOneByOne: boolean;
  /** Only then may a request carry the secret itself. */
  readonly isOnThisMachine: boolean;
  readonly detail: 'sums' | 'rules' | 'messages';
}

/** What a check would send, for people. Pure. */
export function dryRunText(report: Report, counts: Counts, style: DryRunStyle): string {
  const planned = plannedRules(report);
  const lines = [
    `A check of ${style.colors.bold(style.receiver)} would send`,
    ...(style.varied === undefined ? [] : wrap(style.varied, style.width).map(style.colors.dim)),
    ...(style.detail === 'sums' ? [] : ['', ...planned.flatMap((rule) => ruleLines(rule, style))]),
    ...skippedLines(report, style),
    '',
    ...sumLines(report, counts, planned, style),
    style.colors.bold(
      'Nothing was sent and no command was run: the numbers come from the built-in reference receiver.',
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const requestsWidth = 6;

function ruleLines({ id, requests, events, faults, notes }: PlannedRule, style: DryRunStyle): string[] {
  const parts = [
    ...(events.length > 0 ? [events.join(', ')] : []),
    ...(faults.length > 0 ? [`${faults.length === 1 ? 'fault' : 'faults'} ${faults.join(', ')}`] : []),
  ];
  return [
    `${String(requests).padStart(requestsWidth)}  ${id}`,
    ...indented(parts.join('; '), style),
    ...(style.detail === 'messages' ? notes.flatMap((note) => indented(`- ${note}`, style)) : []),
  ];
}

function skippedLines(report: Report, style: DryRunStyle): string[] {
  const groups = groupSkipped(report).flatMap(({ text, ids }) => [
    ...wrap(text, style.width - 2).map((line) => `  ${line}`),
    ...(style.detail === 'sums' ? [] : wrap(ids.join(', '), style.width - 4)).map(
      (line) => `    ${style.colors.dim(line)}`,
    ),
  ]);
  return groups.length === 0 ? [] : ['', style.colors.bold('Would not be checked'), ...groups];
}

function sumLines(
  { durationMs, seed }: Report,
  { requests, withSecret, bytes, looks, kills }: Counts,
  planned: readonly PlannedRule[],
  { width, serial, isOneByOne, isOnThisMachine }: DryRunStyle,
): string[] {
  const [most] = planned.toSorted((one, other) => other.requests - one.requests);
  const sentences = [
    `${count(planned.length, 'rule')}, ${count(requests, 'request')}, ${sizeInWords(bytes)}, about ${Math.ceil(durationMs / 1000)} s if the receiver responds immediately.`,
    ...(most && planned.length > 1 ? [`${most.id} sends the most: ${most.requests}.`] : []),
    ...(isOneByOne
      ? [
          'The observer shows all PBXs at once, so rules that use the observer run one after another and take longer.',
        ]
      : []),
    ...(looks > 0 ? [`The observer would be queried ${count(looks, 'time')}.`] : []),
    ...(kills > 0 ? [`The receiver would be killed and restarted ${count(kills, 'time')}.`] : []),
    withSecretInWords(withSecret, isOnThisMachine),
    `Its PBXs would have serial numbers such as ${serial}; the six characters after 36 differ in each run.`,
    `--seed ${seed} would generate the same cases.`,
  ];
  return sentences.flatMap((sentence) => wrap(sentence, width));
}

/** The reference receiver doesn't need the diagnosis, which sends the secret if a receiver rejects everything. */
function withSecretInWords(withSecret: number, isOnThisMachine: boolean): string {
  if (!isOnThisMachine)
    return "No request would carry the secret itself, because your receiver isn't on this machine.";
  const ifRejected = 'if your receiver rejects everything';
  return withSecret === 0
    ? `Up to ${requestsWithSecret} requests would carry the secret itself ${ifRejected}.`
    : `${count(withSecret, 'request')} would carry the secret itself, or up to ${requestsWithSecret} ${ifRejected}.`;
}

function sizeInWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function indented(text: string, { colors, width }: DryRunStyle): string[] {
  const indent = ' '.repeat(requestsWidth + 2);
  return text === '' ? [] : wrap(text, width - indent.length).map((line) => `${indent}${colors.dim(line)}`);
}
