import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorMessage } from '../../../../text/errors/error-message.ts';
import { clip, oneLine } from '../../../../text/terminal/visible.ts';
import { showPath } from '../../../../text/words/quote.ts';

const maxMessage = 200;
const maxLine = 100;

/** A line of a module. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** Which code is the user's. */
export interface OwnCode {
  /** Paths are shown relative to this folder. */
  readonly cwd: string;
  readonly isOwn: (file: string) => boolean;
}

/** The error in a module, with its line: "TypeError: …, at app.mjs:5, `const x = null.y;`". */
export function errorInWords(error: unknown, { cwd, isOwn }: OwnCode): string {
  const message = clip(oneLine(messageOf(error)), maxMessage);
  const place = syntaxError(error) ?? missingImport(error) ?? ownFrame(error, isOwn);
  return place === undefined ? message : `${message}, at ${placeInWords(place, cwd)}`;
}

function placeInWords({ file, line }: Place, cwd: string): string {
  const text = oneLine(linesOf(file)[line - 1] ?? '');
  const shown = `${showPath(relative(cwd, file))}:${line}`;
  return text === '' ? shown : `${shown}, \`${clip(text, maxLine)}\``;
}

const parseError = 'ParseError: ';

function messageOf(error: unknown): string {
  const [first = ''] = errorMessage(error).split('\n');
  if (first.startsWith(parseError)) return `syntax error: ${first.slice(parseError.length)}`;
  const isNamed = error instanceof Error && error.name !== 'Error';
  return isNamed ? `${error.name}: ${first}` : first;
}

/** jiti puts the location of a syntax error into the second line of the message. */
function syntaxError(error: unknown): Place | undefined {
  const [first = '', second = ''] = errorMessage(error).split('\n');
  return first.startsWith(parseError) ? placeIn(second.trim()) : undefined;
}

/** An import is moved to the first line of its module, so this searches for its original line. */
function missingImport(error: unknown): Place | undefined {
  const [file] = (error as { requireStack?: readonly string[] } | undefined)?.requireStack ?? [];
  const [, name] = /^Cannot find module '([^'\n]+)'/.exec(errorMessage(error)) ?? [];
  if (file === undefined || name === undefined) return undefined;
  const quoted = [`'${name}'`, `"${name}"`];
  const at = linesOf(file).findIndex((line) => quoted.some((text) => line.includes(text)));
  return { file, line: at + 1 };
}

/** The innermost line of the user's own code: not of Node, a package or Hookswitch. */
function ownFrame(error: unknown, isOwn: OwnCode['isOwn']): Place | undefined {
  const { stack = '' } = error instanceof Error ? error : {};
  for (const line of stack.split('\n')) {
    const [, inParentheses] = /\(([^()]+)\)$/.exec(line) ?? [];
    const place = placeIn(inParentheses ?? line.trim().replace(/^at (?:async )?/, ''));
    if (place && isOwn(place.file)) return place;
  }
  return undefined;
}

/** `FILE:LINE:COLUMN` */
function placeIn(text: string): Place | undefined {
  const [, file, line] = /^(.+):(\d+):\d+$/.exec(text) ?? [];
  if (file === undefined) return undefined;
  return { file: file.startsWith('file:') ? fileURLToPath(file) : file, line: Number(line) };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
