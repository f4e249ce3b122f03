import type { Report } from '../../schemas/generated/types.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import type { Block, ModelOptions } from '../blocks.ts';
import { blocksIn, modelOf, type ReportModel } from '../model.ts';
import { halfText, outcomeOnWire, requestOnWire } from '../wire.ts';
import { marks, shownLabel } from '../words.ts';
import {
  anchorOf,
  fenced,
  inline,
  item,
  linkedMarkdown,
  linkTo,
  maxBlockLength,
  rowText,
  withinBounds,
} from './markdown-text.ts';
import { xmlText } from './xml.ts';

const maxEndingLines = 20;
const maxBodyLength = 2000;

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
  const findings = failures.map((block, n) => blockOf(block, n === 0));
  return withinBounds([head(model), list(failures), ...findings, ...behind], ending(model));
}

function head(model: ReportModel): string {
  const { verdict, sentence, levels, remarks, learned, isNoteworthy, numbers } = model;
  const { profile, receiver, seed, took, tool } = model.facts;
  const texts = [
    levels,
    ...remarks,
    `${receiver} · seed ${seed} · ${took} · ${tool}`,
    profile === 'default' ? undefined : `Profile: ${profile}`,
    isNoteworthy ? learned : undefined,
  ];
  const columns = numbers.map(([word, n]) => [shownLabel(word), '---:', n]);
  return [
    `## ${marks[verdict]} ${inline(sentence)}`,
    ...blocksIn(model, 'causes').map((block) => blockOf(block)),
    ...texts.flatMap((text) => (text === undefined ? [] : inline(text))),
    [0, 1, 2].map((n) => `| ${columns.map((cells) => cells[n]).join(' | ')} |`).join('\n'),
  ].join('\n\n');
}

/** Every failed rule as a link to its finding. */
function list(blocks: readonly Block[]): string {
  return blocks
    .map(({ anchor, heading, note }, n) => `${n + 1}. ${linkTo(anchor, heading)} ${linkedMarkdown(note)}`)
    .join('\n');
}

/** A cause under its heading, or a finding, collapsed. */
function blockOf(
  { anchor, tone, heading, title, allTags, rows, level, deciding }: Block,
  isOpen = false,
): string {
  const shown = rows.filter((one) => one.shown !== 'on-request').map(rowText);
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

/** What was not checked. */
function ending({ sections }: ReportModel): string {
  const lines = sections.flatMap(({ kind, blocks, lines }) => {
    if (kind === 'errors') return blocks.map(({ label, message }) => `${label}: ${clip(message, 300)}`);
    return kind === 'inconclusive' || kind === 'skipped' ? lines.map(({ text }) => text) : [];
  });
  if (lines.length === 0) return '';
  const shown = lines.slice(0, maxEndingLines).map((text) => `- ${item(text, 600)}`);
  return ['**Not checked**', '', ...shown, ''].join('\n');
}
