import type { Report } from '../../schemas/generated/types.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { count } from '../../text/words/count.ts';
import { type Block, blocksIn, type ModelOptions, modelOf, type ReportModel } from '../model.ts';
import { type Line, type Row, titleOf } from '../rows.ts';
import { halfText, outcomeOnWire, requestOnWire } from '../wire.ts';
import { marks, shownLabel } from '../words.ts';
import { fenced, inline, item } from './markdown-escape.ts';
import { xmlText } from './xml.ts';

/** GitHub drops a summary of more than 1 MiB. This leaves room for other steps. */
const maxBytes = 900_000;
const maxEndingBytes = 100_000;
const maxEndingLines = 20;
const maxBodyLength = 2000;
const maxBlockLength = 6000;

/** For `$GITHUB_STEP_SUMMARY`: counts, links to the failed rules, each finding collapsed, and what was not checked. */
export function renderMarkdown(report: Report, options: ModelOptions = {}): string {
  const model = modelOf(report, options);
  const failures = blocksIn(model, 'failed', 'known');
  const behind = model.sections.flatMap(({ kind, title, lines, blocks }) => {
    if (kind === 'plan')
      return [[`**${title}**`, '', ...lines.map(({ text }, n) => `${n + 1}. ${inline(text)}`)].join('\n')];
    if (kind !== 'behind') return [];
    return [
      `### ${inline(title)}`,
      list(blocks.filter(({ level }) => level)),
      ...lines.map(({ text }) => inline(text)),
      ...blocks.map((block) => blockOf(block)),
    ];
  });
  const parts = [
    head(model),
    list(failures),
    ...failures.map((block, n) => blockOf(block, n === 0)),
    ...behind,
  ];
  return withinBounds(
    parts.filter((part) => part !== ''),
    ending(model),
  ).join('\n\n');
}

/** As many parts as fit, and a line about the rest. */
function withinBounds(parts: readonly string[], last: string): string[] {
  let room = maxBytes - maxEndingBytes;
  const end = parts.findIndex((part) => {
    room -= Buffer.byteLength(part) + 2;
    return room < 0;
  });
  if (end < 0) return [...parts, last];
  const more = `${count(parts.length - end, 'more finding')} did not fit; the HTML and JSON reports contain them all.`;
  return [...parts.slice(0, end), more, last];
}

function head({
  sections,
  verdict,
  sentence,
  levels,
  remarks,
  facts,
  learned,
  isNoteworthy,
  numbers,
}: ReportModel): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const { profile, receiver, seed, took, tool } = facts;
  return [
    `## ${marks[verdict]} ${inline(sentence)}`,
    ...sections.flatMap(({ kind, blocks }) =>
      kind === 'causes' ? blocks.map((block) => blockOf(block)) : [],
    ),
    ...(levels === undefined ? [] : [inline(levels)]),
    ...remarks.map((remark) => inline(remark)),
    inline(`${receiver} · seed ${seed} · ${took} · ${tool}`),
    ...(profile === 'default' ? [] : [inline(`Profile: ${profile}`)]),
    ...(learned !== undefined && isNoteworthy ? [inline(learned)] : []),
    [
      row(numbers.map(([word]) => shownLabel(word))),
      row(numbers.map(() => '---:')),
      row(numbers.map(([, n]) => n)),
    ].join('\n'),
  ].join('\n\n');
}

/** Every failed rule as a link to its finding. */
function list(blocks: readonly Block[]): string {
  return blocks
    .map(({ anchor, heading, note }, n) => `${n + 1}. ${linkTo(anchor, heading)} ${linked(note)}`)
    .join('\n');
}

/** A cause under its heading, or a finding, collapsed. */
function blockOf(
  { anchor, tone, heading, title, allTags, rows, level, deciding }: Block,
  isOpen = false,
): string {
  const shown = rows.filter((one) => one.shown !== 'on-request').map(rowOf);
  const place = `<a id="${anchorOf(anchor)}"></a>\n\n`;
  if (!level) return `${place}### ${marks[tone]} ${inline(heading)}\n\n${shown.join('\n')}`;
  const exchange = deciding ? [requestOnWire(deciding.request), outcomeOnWire(deciding.outcome)] : [];
  return [
    `${place}<details${isOpen ? ' open' : ''}><summary>${marks[tone]} <b>${xmlText(oneLine(heading))}</b> (${allTags.join(', ')}): ${xmlText(oneLine(title))}</summary>\n`,
    ...shown,
    ...(exchange.length > 0 ? ['\nHTTP exchange:'] : []),
    ...exchange.map((half) => `\n${fenced(halfText(half, maxBodyLength), 'http', maxBlockLength)}`),
    '\n</details>',
  ].join('\n');
}

/** On a line, as a list, or as a block that can be copied. */
function rowOf(row: Row): string {
  const name = `- **${titleOf(row)}:**`;
  if (row.kind === 'command') return `\n${titleOf(row)}:\n\n${fenced(row.text, 'sh', maxBlockLength)}`;
  if (row.kind !== 'lines') return `${name} ${linked(row)}`;
  return [
    name,
    ...clip(row.text, maxBlockLength)
      .split('\n')
      .map((line) => `  - ${item(line)}`),
  ].join('\n');
}

/** What was not checked. */
function ending({ sections }: ReportModel): string {
  const lines = sections.flatMap(({ kind, blocks, lines }) => {
    if (kind === 'errors') return blocks.map(({ label, message }) => `${label}: ${clip(message, 300)}`);
    return kind === 'inconclusive' || kind === 'skipped' ? lines.map(({ text }) => text) : [];
  });
  if (lines.length === 0) return '';
  const shown = lines.slice(0, maxEndingLines).map((text) => `- ${inline(text, 600)}`);
  return ['**Not checked**', '', ...shown, ''].join('\n');
}

/** The text, of which these words link to a finding, or to a cause. */
function linked({ text, link }: Line): string {
  return link ? inline(text).replace(inline(link.text), linkTo(link.to, link.text)) : inline(text);
}

function linkTo(id: string, words: string): string {
  return `[${inline(words)}](#${anchorOf(id)})`;
}

/** GitHub adds this prefix to every id, but not to the links of a job summary. */
function anchorOf(id: string): string {
  return `user-content-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}
