import { clip, oneLine, visible } from '../../text/terminal/visible.ts';
import { count } from '../../text/words/count.ts';
import { type Line, linesOfRow, type Row, titleOfRow } from '../rows.ts';

export const maxBlockLength = 6000;
/** GitHub drops a summary of more than 1 MiB. This leaves room for other steps. */
const maxBytes = 900_000;
const maxEndingBytes = 100_000;

/** Untrusted text inside a line of Markdown: nothing becomes markup, a formula or a link. */
export function inline(text: string, maxLength = 2000): string {
  return clip(oneLine(text), maxLength).replace(/[\\`*_[\]<>!|~&$]|(?<=www)\.|:(?=\/\/)/gi, '\\$&');
}

/** The same at the beginning of a list item, where a number or a dash would begin another list. */
export function item(text: string, maxLength?: number): string {
  return inline(text, maxLength).replace(/^(?:[#+=-]|\d+(?=[.)]))/, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}

/** Untrusted text as a code block, with a fence longer than any in it. */
export function fenced(text: string, language: string, maxLength: number): string {
  const shown = clip(visible(text), maxLength);
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** On a line, as a list, or as a block that can be copied. */
export function rowText(row: Row): string {
  const name = `- **${titleOfRow(row)}:**`;
  if (row.kind === 'command') return `\n${titleOfRow(row)}:\n\n${fenced(row.text, 'sh', maxBlockLength)}`;
  if (row.kind !== 'lines') return `${name} ${linkedMarkdown(row)}`;
  return [name, ...linesOfRow(row).map((line) => `  - ${item(line)}`)].join('\n');
}

/** The text, of which these words link to a finding, or to a cause. */
export function linkedMarkdown({ text, link }: Line): string {
  return link ? inline(text).replace(inline(link.text), linkTo(link.to, link.text)) : inline(text);
}

export function linkTo(id: string, words: string): string {
  return `[${inline(words)}](#${anchorOf(id)})`;
}

/** GitHub adds this prefix to every id, but not to the links of a job summary. */
export function anchorOf(id: string): string {
  return `user-content-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** As many parts as fit, and a line about the rest. */
export function withinBounds(parts: readonly string[], last: string): string {
  const all = parts.filter((part) => part !== '');
  let room = maxBytes - maxEndingBytes;
  const end = all.findIndex((part) => {
    room -= Buffer.byteLength(part) + 2;
    return room < 0;
  });
  const shown = end < 0 ? all : all.slice(0, end);
  const left = count(all.length - shown.length, 'more finding');
  const more = end < 0 ? [] : [`${left} did not fit; the HTML and JSON reports contain them all.`];
  return [...shown, ...more, last].join('\n\n');
}
