/** Go prints this first, and then the stack of every goroutine. */
const reason = /^(?:fatal error|panic): /gm;

/** Where the output says why the process ends, if it prints more after that. */
function reasonAt(output: string): number | undefined {
  return [...output.matchAll(reason)].at(-1)?.index;
}

/** The lines that show best how a process ended: the last ones, or the first ones of a report about its end. Pure. */
export function tellingLines(output: string, most: number): string[] {
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const from = reasonAt(output);
  return from === undefined ? lines(output).slice(-most) : lines(output.slice(from)).slice(0, most);
}

/** What is kept of such a report if its rest fills the output (characters). */
const keptReport = 1024;

/** The last part of the output, after the start of a report about its end that would be lost otherwise. Pure. */
export function lastPart(output: string, size: number): string {
  const last = output.slice(-size);
  const from = reasonAt(output);
  return from === undefined || from >= output.length - size
    ? last
    : `${output.slice(from, from + keptReport)}\n${last}`;
}
