import { type EventName, eventNames, HookswitchError } from '../../simulator/index.ts';
import { nearest } from '../../text/nearest.ts';
import { quote } from '../../text/quote.ts';

/** @throws HookswitchError `bad-flag` with the nearest name. */
export function parseEventName(text: string): EventName {
  const known = eventNames.find((name) => name === text);
  if (known) return known;
  throw new HookswitchError('bad-flag', `--event: there is no event ${unknownName(text, eventNames)}`);
}

/** An unknown name, with the one that was probably meant, else with all there are. */
export function unknownName(text: string, known: readonly string[]): string {
  const near = nearest(text, known);
  return `${quote(text)}; ${near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`}`;
}
