import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Baseline, validate } from '../../schemas/index.ts';
import { parseJson, placeOf } from '../../schemas/json-text.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { rules } from '../../suites/index.ts';
import { nearest } from '../../text/nearest.ts';
import { oneLine } from '../../text/visible.ts';
import type { Io } from './io.ts';
import { readText } from './read-text.ts';

/** @throws HookswitchError `bad-file` when it cannot be read, `bad-config` with the place of the mistake. */
export function readBaseline(name: string, io: Pick<Io, 'cwd'>): Baseline {
  const text = readText(resolve(io.cwd, name), `the baseline ${name}`);
  const refuse = (sentence: string): never => {
    throw new HookswitchError('bad-config', `${name}: ${sentence}`);
  };
  const value = parsed(text, refuse);
  const problem = validate('baseline', value);
  if (problem) return refuse(`${placeOf(text, problem.path)}: ${problem.sentence}`);
  const baseline = value as Baseline;
  const seen = new Set<string>();
  for (const [n, { rule }] of baseline.knownFailures.entries()) {
    const place = placeOf(text, `/knownFailures/${n}`);
    if (seen.has(rule)) refuse(`${place}: ${rule} is there twice; leave one of them out`);
    seen.add(rule);
    if (!rules.some(({ id }) => id === rule)) refuse(`${place}: there is no rule ${unknown(rule)}`);
  }
  return baseline;
}

/** The baseline of a file; an empty one when there is none yet. */
export function readBaselineIfAny(name: string, io: Pick<Io, 'cwd'>): Baseline {
  return existsSync(resolve(io.cwd, name)) ? readBaseline(name, io) : { knownFailures: [] };
}

/** @throws HookswitchError `bad-file`. */
export function writeBaseline(name: string, baseline: Baseline, io: Pick<Io, 'cwd'>): void {
  try {
    writeFileSync(resolve(io.cwd, name), `${JSON.stringify(baseline, null, 2)}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HookswitchError('bad-file', `the baseline ${name} cannot be written (${code})`);
  }
}

/** The day of today, as in 2026-12-31 (UTC). */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function parsed(text: string, refuse: (sentence: string) => never): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return refuse(oneLine(error instanceof Error ? error.message : String(error)));
  }
}

function unknown(rule: string): string {
  const near = nearest(
    rule,
    rules.map(({ id }) => id),
  );
  return near === undefined ? rule : `${rule}; did you mean ${near}?`;
}
