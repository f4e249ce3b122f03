import { type EventName, eventNames, HookswitchError } from '../../simulator/index.ts';
import { unknownName } from '../../text/words/unknown-name.ts';

/** @throws HookswitchError `bad-flag` with the most similar name. */
export function parseEventName(text: string): EventName {
  const known = eventNames.find((name) => name === text);
  if (known) return known;
  throw new HookswitchError('bad-flag', `--event: there is no event ${unknownName(text, eventNames)}`);
}
