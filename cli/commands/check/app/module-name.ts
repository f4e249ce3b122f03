import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { ErrorCode } from '../../../../text/errors/errors.ts';
import { HookswitchError } from '../../../../text/errors/errors.ts';
import { showPath } from '../../../../text/words/quote.ts';

/** A module and one of its exports, as given by `FILE#EXPORT`. */
export interface ModuleName {
  /** As given. */
  readonly file: string;
  readonly path: string;
  /** Undefined: the default export. */
  readonly exported: string | undefined;
}

const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/**
 * Reads `FILE#EXPORT`.
 *
 * @param flag The option that gives it.
 * @throws HookswitchError if there is no such file.
 */
export function moduleNamed(given: string, flag: '--app' | '--observe-app', cwd: string): ModuleName {
  const mark = given.lastIndexOf('#');
  const file = mark < 0 ? given : given.slice(0, mark);
  const exported = mark < 0 ? undefined : given.slice(mark + 1);
  const path = resolve(cwd, file);
  const code: ErrorCode = flag === '--app' ? 'bad-receiver' : 'bad-observer';
  const refuse = (sentence: string): never => {
    throw new HookswitchError(code, `${flag}: ${sentence}`);
  };
  const shown = showPath(file);
  if (exported === '') refuse(`${shown}# names no export; write ${shown}#NAME, or ${shown} for the default`);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) refuse(`there is no file ${shown}; give the module that exports your app`);
  if (!found?.isFile()) refuse(`${shown} is not a file; give the module that exports your app`);
  if (!endings.includes(extname(path)))
    refuse(`${shown} is not a module; its name must end in ${endings.slice(0, -1).join(', ')} or .cjs`);
  return { file, path, exported };
}
