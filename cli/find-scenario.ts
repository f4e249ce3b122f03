import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { HookswitchError, type Scenario, scenarios } from '../simulator/index.ts';
import { clip, oneLine } from '../suites/reports/visible.ts';
import { unknownName } from './event-name.ts';
import type { Io } from './io.ts';
import { readText } from './read-text.ts';
import { maxScenarioMiB, parseScenario } from './scenario-file.ts';

/**
 * The scenario of `--scenario FILE|NAME`: a built-in one, its names drawn with the seed, or that of a file. It can be sent as a whole.
 *
 * @throws HookswitchError `bad-flag`, `bad-file`, `bad-scenario` with the line.
 */
export function findScenario(fileOrName: string, seed: number, { cwd }: Pick<Io, 'cwd'>): Scenario {
  const builtIn = scenarios.find(({ name }) => name === fileOrName);
  if (builtIn !== undefined) return builtIn.make(seed);
  const path = resolve(cwd, fileOrName);
  if (!existsSync(path)) {
    const known = scenarios.map(({ name }) => name);
    throw new HookswitchError(
      'bad-flag',
      `--scenario: there is no such file and no scenario ${unknownName(fileOrName, known)}`,
    );
  }
  const text = readText(path, `the scenario ${clip(oneLine(fileOrName), 80)}`, maxScenarioMiB * 1024 * 1024);
  return parseScenario(text, fileOrName);
}
