import type { Report } from '../../schemas/generated/types.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import type { Block, ModelOptions } from '../blocks.ts';
import { modelOf, type Section } from '../model.ts';
import { linesOfRow, type Row } from '../rows.ts';

const maxFindings = 10;
const maxText = 400;
const maxIds = 30;

/** For a coding agent: only failures, in a fixed order, with one rerun line each. Text from the receiver is fenced. Pure. */
export function renderAgent(report: Report, options: ModelOptions = {}): string {
  const { sentence, counts, remarks, sections, facts } = modelOf(report, options);
  return `${[
    line(sentence),
    `${counts} (seed ${facts.seed})`,
    ...remarks.map(line),
    ...sections.flatMap(sectionLines),
  ].join('\n')}\n`;
}

function sectionLines({ kind, title, lines, blocks }: Section): string[] {
  const shown = blocks.filter(({ level, isExplained }) => level && !isExplained);
  const causes = blocks.filter(({ level }) => !level);
  const explained = blocks.filter(({ isExplained }) => isExplained).map(({ label }) => label);
  const rest = shown.slice(maxFindings).map(({ label }) => label);
  const findings = [
    ...causes.flatMap(blockLines),
    ...(explained.length === 0 ? [] : ['', `explained: ${ids(explained)}`]),
    ...shown.slice(0, maxFindings).flatMap(blockLines),
    ...(rest.length === 0 ? [] : ['', `also failed: ${ids(rest)}`]),
  ];
  switch (kind) {
    case 'causes':
    case 'failed':
    case 'errors':
      return findings;
    case 'behind':
      return ['', line(title), ...lines.map(({ text }) => line(text)), ...findings];
    case 'plan':
      return ['', `${title.toLowerCase()}:`, ...lines.map(({ text }, n) => `${n + 1}. ${line(text)}`)];
    case 'inconclusive':
      return lines.length === 0 ? [] : ['', 'no clear result:', ...fenced(lines.map(({ text }) => text))];
    case 'skipped':
      return ['', ...lines.map(({ text }) => `not checked: ${line(text)}`)];
    case 'known':
    case 'passed':
      return [];
  }
}

/** What a receiver may have written comes after our own texts, and before the command. */
function blockLines({ tone, label, brief, tags, rows, level }: Block): string[] {
  const shown = rows.filter((row) => row.shown === undefined);
  const foreign = shown
    .filter(({ isOwn }) => !isOwn)
    .flatMap((row) => linesOfRow(row).map((text) => (row.kind === 'lines' ? text : `${row.label}: ${text}`)));
  const own = (isCommand: boolean) =>
    shown.filter(({ isOwn, kind }) => isOwn && (kind === 'command') === isCommand).map((row) => textOf(row));
  const failure =
    tone === 'error'
      ? `internal error of hookswitch in ${line(label)}`
      : `FAIL ${line(label)} (${tags.join(', ')})`;
  return [
    '',
    level ? failure : `${label}: ${line(brief)}`,
    ...own(false),
    ...(foreign.length === 0 ? [] : fenced(foreign)),
    ...own(true),
  ];
}

/** A command is never cut. */
function textOf({ label, kind, text }: Row): string {
  return `${label}: ${kind === 'command' ? oneLine(text) : line(text)}`;
}

const [open, close] = ['<untrusted-receiver-output>', '</untrusted-receiver-output>'];

/** Text that may come from the receiver. It can't close the fence, because closing tags in it are changed. */
function fenced(texts: readonly string[]): string[] {
  return [open, ...texts.map((text) => line(text).replaceAll(/<(\/?)(?=untrusted)/gi, '[$1')), close];
}

function line(text: string): string {
  return clip(oneLine(text), maxText);
}

function ids(all: readonly string[]): string {
  const rest = all.length - maxIds;
  return rest <= 0 ? all.join(', ') : `${all.slice(0, maxIds).join(', ')} and ${rest} more`;
}
