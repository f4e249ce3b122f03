import { clip } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { anything, type Expectation, pathTo } from './expectation.ts';

/** Longer JSON is put in words (characters). */
const maxWholeLength = 160;
const maxTextLength = 100;
const maxPlaces = 3;

/** A state, for people: all of it, or "`dids[0].did` is "100…", `applied` is 3, and 12 more values". No JSON is cut. */
export function stateInWords(state: Expectation): string {
  const whole = textOf(state);
  if (whole.length <= maxWholeLength) return whole;
  if (typeof state !== 'object' || state === null) return briefly(state);
  const values = valuesIn(state);
  const shown = values
    .slice(0, maxPlaces)
    .map(([path, value]) => `${placeInWords(path)} is ${briefly(value)}`);
  const more = values.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${count(more, 'more value')}`] : [])].join(', ');
}

/** A value within a sentence: all of it, a long text cut as text, or "a list of 12 entries". No JSON is cut. */
export function briefly(value: Expectation): string {
  const whole = textOf(value);
  if (typeof value === 'string' && whole.length > maxTextLength)
    return JSON.stringify(clip(value, maxTextLength - 2));
  if (whole.length <= maxWholeLength) return whole;
  if (Array.isArray(value)) return `a list of ${count(value.length, 'entry', 'entries')}`;
  return `an object with ${count(Object.keys(value as object).length, 'field')}`;
}

export function placeInWords(path: string): string {
  return path === '' ? 'the state' : `\`${clip(path, maxTextLength)}\``;
}

/** The innermost values, in order. */
function valuesIn(state: Expectation, path = ''): (readonly [path: string, value: Expectation])[] {
  if (typeof state !== 'object' || state === null) return [[path, state]];
  const isList = Array.isArray(state);
  const inner = Object.entries(state).flatMap(([key, value]) =>
    valuesIn(value, pathTo(path, isList ? Number(key) : key)),
  );
  return inner.length > 0 || path === '' ? inner : [[path, state]];
}

function textOf(value: Expectation): string {
  if (value === anything) return 'something';
  return JSON.stringify(value, (_key, inner) => (inner === anything ? '…' : inner));
}
