import { type Problem, validate } from '../../schemas/index.ts';
import { parseChecked } from '../../schemas/json-text.ts';
import { withoutSecrets } from '../../text/secrets/without-secrets.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { HookswitchError, runScenario, type Scenario } from '../index.ts';

/** A scenario needs five levels. The parser recurses at each. */
const maxLevels = 16;
const maxScenarioMiB = 5;

/**
 * Parses a scenario and runs all of its steps, so that it can be sent. The JSON is strict: steps are explained in their `note`, not in
 * comments.
 *
 * @throws HookswitchError `bad-scenario`: the file, the line and the column, what is wrong there, and what to do.
 */
export function parseScenario(text: string, fileName: string): Scenario {
  const fail = (sentence: string): never => {
    throw new HookswitchError(
      'bad-scenario',
      `${clip(oneLine(fileName), 80)}, ${oneLine(withoutSecrets(sentence))}`,
    );
  };
  if (text.length > maxScenarioMiB * 1024 * 1024) {
    return fail(`line 1: the file is larger than ${maxScenarioMiB} MiB; split it into two scenarios`);
  }
  return parseChecked(
    text,
    (value) => validate('scenario', value) ?? firstImpossible(value as Scenario),
    ({ message }) => fail(message),
    maxLevels,
  );
}

/** The first impossible step. */
function firstImpossible(scenario: Scenario): Problem | undefined {
  let done = 0;
  try {
    for (const { step } of runScenario(scenario)) done = step;
    return undefined;
  } catch (error) {
    if (!(error instanceof HookswitchError)) throw error;
    return { path: `/steps/${done}`, message: error.message };
  }
}
