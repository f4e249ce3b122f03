import type { ErrorObject } from 'ajv/dist/2020.js';
import { showPath } from '../../text/words/quote.ts';
import { chooseErrors } from './choose-errors.ts';
import { predicate } from './predicate.ts';

/** What is wrong with a value, and where. */
export interface Problem {
  /** Where, as a JSON pointer: `/0/sn`; empty for the whole value. */
  readonly path: string;
  /** Where the problem is, what is expected and what was found. It never quotes a possible secret, and long values are shortened. */
  readonly message: string;
  /** The key of the value at this path that the schema doesn't have, if that is the problem. */
  readonly unknownKey?: string;
}

/** The checked value: the name of the whole (`the message`), and the path of the checked part. */
export interface ProblemPlace {
  readonly whole: string;
  readonly path: string;
}

export function problemAt({ whole, path }: ProblemPlace, words: string): Problem {
  return { path, message: `${path === '' ? whole : showPath(path)} ${words}` };
}

/** The first problem of a failed check, in words. */
export function problemOf(errors: readonly ErrorObject[], { whole, path }: ProblemPlace): Problem {
  const chosen = chooseErrors(errors);
  const at = { whole, path: `${path}${chosen[0].instancePath}` };
  const problem = problemAt(at, predicate(chosen, isHidden(at.path)));
  const { keyword, params } = chosen[0];
  return keyword === 'additionalProperties' ? { ...problem, unknownKey: params.additionalProperty } : problem;
}

/** Whether the value at this path may be a secret, including a header's credential. */
function isHidden(path: string): boolean {
  return /secret|^\/headers\//i.test(path);
}
