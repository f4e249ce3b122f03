import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readText, replaceFile, writing } from '../../files/index.ts';
import { type Baseline, type Problem, validate } from '../../schemas/index.ts';
import { parseChecked } from '../../schemas/json-text.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { oneLine } from '../../text/terminal/visible.ts';
import { nearest } from '../../text/words/nearest.ts';

/** The file of a baseline, and the ids of rules that it may contain. */
interface Place {
  readonly cwd: string;
  readonly ids: readonly string[];
}

/** @throws HookswitchError `bad-file` if it can't be read, `bad-config` with the place of a mistake. */
export function readBaseline(name: string, { cwd, ids }: Place): Baseline {
  return parseChecked(
    readText(resolve(cwd, name), `the baseline ${name}`),
    (value) => validate('baseline', value) ?? problemOf(value as Baseline, ids),
    ({ message }) => {
      throw new HookswitchError('bad-config', `${name}: ${oneLine(message)}`);
    },
  );
}

function problemOf({ knownFailures }: Baseline, ids: readonly string[]): Problem | undefined {
  const seen = new Set<string>();
  for (const [n, { rule }] of knownFailures.entries()) {
    const path = `/knownFailures/${n}`;
    if (seen.has(rule)) return { path, message: `${rule} is listed twice; remove one` };
    seen.add(rule);
    if (!ids.includes(rule)) return { path, message: `unknown rule ${unknown(rule, ids)}` };
  }
  return undefined;
}

/** The baseline in a file; an empty one if there is no file yet. */
export function readBaselineIfAny(name: string, place: Place): Baseline {
  return existsSync(resolve(place.cwd, name)) ? readBaseline(name, place) : { knownFailures: [] };
}

/** @throws HookswitchError `bad-file`. */
export function writeBaseline(name: string, baseline: Baseline, { cwd }: Pick<Place, 'cwd'>): void {
  const text = `${JSON.stringify(baseline, null, 2)}\n`;
  writing(`the baseline ${name}`, () => replaceFile(resolve(cwd, name), text));
}

/** Today's date, as in 2026-12-31 (UTC). */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function unknown(rule: string, ids: readonly string[]): string {
  const near = nearest(rule, ids);
  return near === undefined ? rule : `${rule}; did you mean ${near}?`;
}
