import { groupOf } from '../schemas/rule-id.ts';

/** Which broken receiver fails which rule. */
export interface MatrixRow {
  readonly name: string;
  readonly failed: readonly string[];
}

/** Rules that only one broken receiver fails. Without it, nothing would prove that they work. */
export function heldUpByOne(
  rules: readonly string[],
  rows: readonly MatrixRow[],
): [rule: string, name: string][] {
  return rules.flatMap((rule): [string, string][] => {
    const [first, second] = rows.filter(({ failed }) => failed.includes(rule));
    return first && !second ? [[rule, first.name]] : [];
  });
}

/** Rules that no broken receiver fails. Nothing proves that they can fail. */
export function heldUpByNone(rules: readonly string[], rows: readonly MatrixRow[]): string[] {
  return rules.filter((rule) => rows.every(({ failed }) => !failed.includes(rule)));
}

/** The matrix in parts that fit on a terminal: the rules of a group, numbered, and the receivers that fail one of them. */
export function gridsOf(
  rules: readonly string[],
  rows: readonly MatrixRow[],
): { readonly group: string; readonly lines: readonly string[] }[] {
  return [...new Set(rules.map(groupOf))].map((group) => {
    const ids = rules.filter((id) => groupOf(id) === group);
    const failing = rows.filter(({ failed }) => failed.some((id) => ids.includes(id)));
    const legend = ids.map((id, n) => `${String(n + 1).padStart(2)} ${id.slice(group.length + 1)}`);
    return { group, lines: [...legend, '', ...gridOf(ids, failing)] };
  });
}

/** The matrix as text: a column per rule with its number at the top, and a line per receiver. `×` marks a failed rule. */
export function gridOf(rules: readonly string[], rows: readonly MatrixRow[]): string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length)) + 2;
  const digits = String(rules.length).length;
  const head = Array.from({ length: digits }, (_, digit) =>
    `${' '.repeat(width)}${rules.map((_, n) => String(n + 1).padStart(digits)[digit]).join('')}`.trimEnd(),
  );
  const line = ({ name, failed }: MatrixRow) =>
    `${name.padEnd(width)}${rules.map((rule) => (failed.includes(rule) ? '×' : '·')).join('')}`;
  return [...head, ...rows.map(line)];
}
