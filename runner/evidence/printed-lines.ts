import { tellingLines } from '../../text/errors/telling-lines.ts';

/** What the receiver printed last, as lines of evidence. */
export function saidInLog({ printed }: { readonly printed: string }): string[] {
  const lines = printedLines(printed);
  return lines.length === 0 ? [] : ['it printed:', ...lines];
}

const lastLines = 8;
/** How many lines of a stack trace are shown: more of them would displace the error above them. */
const shownFrames = 3;

/**
 * The receiver's last output, as lines of evidence. A line that is repeated is shown once. Python underlines code with ^ and ~, which means
 * nothing without the code.
 */
export function printedLines(printed: string): string[] {
  const written = printed.split('\n').filter((line) => !/^[\s^~]*$/.test(line));
  const all = written.filter((line, n) => line !== written[n - 1]);
  const isFrame = (line: string) => /^\s+at\s/.test(line);
  const lines = all.filter((_, n) => n < shownFrames || !all.slice(n - shownFrames, n + 1).every(isFrame));
  return tellingLines(lines.join('\n'), lastLines).map((line) => `  ${line}`);
}
