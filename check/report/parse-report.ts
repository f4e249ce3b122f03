import { type Report, validate } from '../../schemas/index.ts';
import { parseChecked } from '../../schemas/json-text.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { oneLine } from '../../text/terminal/visible.ts';
import { option, sentence as say } from '../../text/words/option-words.ts';

/** The report in a text. @throws HookswitchError `bad-file` with the place of a mistake. */
export function parseReport(name: string, text: string): Report {
  const refuse = ({ message }: Error): never => {
    throw new HookswitchError(
      'bad-file',
      say`${name} is not a report written by check ${option('report', 'json=FILE')}: ${oneLine(message)}`,
    );
  };
  return parseChecked(text, (value) => validate('report', value), refuse);
}
