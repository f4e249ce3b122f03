import { type Report, validate } from '../../schemas/index.ts';
import { parseChecked } from '../../schemas/json-text.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { oneLine } from '../../text/terminal/visible.ts';

/** The report in a text. @throws HookswitchError `bad-file` with the place of a mistake. */
export function parseReport(name: string, text: string): Report {
  const refuse = ({ message }: Error): never => {
    throw new HookswitchError(
      'bad-file',
      `${name} is not a report written by check --report json=FILE: ${oneLine(message)}`,
    );
  };
  return parseChecked(text, (value) => validate('report', value), refuse);
}
