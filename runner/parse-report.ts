import { type Report, validate } from '../schemas/index.ts';
import { parseJson, placeOf } from '../schemas/json-text.ts';
import { HookswitchError } from '../simulator/index.ts';
import { option, sentence as say } from '../text/option-words.ts';
import { oneLine } from '../text/visible.ts';

/** The report of a text. @throws HookswitchError `bad-file` with the place of the mistake when it is no such report. */
export function parseReport(name: string, text: string): Report {
  const refuse = (sentence: string): never => {
    throw new HookswitchError(
      'bad-file',
      say`${name} is no report of check ${option('report', 'json=FILE')}: ${oneLine(sentence)}`,
    );
  };
  const value = parsed(text, refuse);
  const problem = validate('report', value);
  if (problem) return refuse(`${placeOf(text, problem.path)}: ${problem.sentence}`);
  return value as Report;
}

function parsed(text: string, refuse: (sentence: string) => never): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
