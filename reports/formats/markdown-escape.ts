import { clip, oneLine, visible } from '../../text/terminal/visible.ts';

/** Untrusted text inside a line of Markdown: nothing becomes markup, a formula or a link. */
export function inline(text: string, maxLength = 2000): string {
  return clip(oneLine(text), maxLength).replace(/[\\`*_[\]<>!|~&$]|(?<=www)\.|:(?=\/\/)/gi, '\\$&');
}

/** The same at the beginning of a list item, where a number or a dash would begin another list. */
export function item(text: string): string {
  return inline(text).replace(/^(?:[#+=-]|\d+(?=[.)]))/, (start) =>
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
