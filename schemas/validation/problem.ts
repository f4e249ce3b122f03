import type { ErrorObject } from 'ajv/dist/2020.js';
import { showPath } from '../../text/quote.ts';
import { chooseErrors } from './choose-errors.ts';
import { predicate } from './predicate.ts';

/** What is wrong with a value, and where. */
export interface Problem {
  /** Where, as a JSON pointer: `/0/sn`; empty for the whole value. */
  readonly path: string;
  /** The place, what is expected there and what is there instead. It quotes no secret and is of bounded length. */
  readonly sentence: string;
}

/** Where a checked value stands: what the whole is called (`the message`), and the path of the part that is checked. */
export interface ProblemPlace {
  readonly whole: string;
  readonly path: string;
}

export function problemAt({ whole, path }: ProblemPlace, words: string): Problem {
  return { path, sentence: `${path === '' ? whole : showPath(path)} ${words}` };
}

/** The first problem of a check that failed, in words. */
export function problemOf(errors: readonly ErrorObject[], { whole, path }: ProblemPlace): Problem {
  const chosen = chooseErrors(errors);
  const at = { whole, path: `${path}${chosen[0].instancePath}` };
  return problemAt(at, predicate(chosen, isHidden(at.path)));
}

/** Whether the value at this path may be a secret: also a header's, which may be a credential. */
function isHidden(path: string): boolean {
  return /secret|^\/headers\//i.test(path);
}
