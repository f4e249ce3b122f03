/** How many characters to show around a mark. */
const around = 32;

/** A part of a text between » and «, with some context: `…"event»" :"«did_ch…`. Pure. */
export function marked(text: string, at: number, length: number): string {
  const end = at + length;
  const before = text.slice(Math.max(0, at - around), at);
  const after = text.slice(end, end + around);
  const more = (isMore: boolean) => (isMore ? '…' : '');
  const part = spelled(text.slice(at, end).slice(0, 2 * around)) + more(length > 2 * around);
  return `${more(at > around)}${spelled(before)}»${part}«${spelled(after)}${more(end + around < text.length)}`;
}

const names: Record<string, string> = {
  ' ': 'a space',
  '\n': 'a line feed',
  '\r\n': 'CR LF',
  '\t': 'a tab',
  '\r\n    ': 'CR LF and 4 spaces',
};

/** Whitespace by name, anything else in quotes. Pure. */
export function nameOfCharacter(text: string): string {
  return names[text] ?? `"${spelled(text)}"`;
}

/** Characters that a terminal wouldn't show, as JSON escapes. */
function spelled(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]/g, (unit) => JSON.stringify(unit).slice(1, -1));
}

/** The index of the first difference. Pure. */
export function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < Math.max(a.length, b.length) && a[at] === b[at]) at += 1;
  return at;
}
