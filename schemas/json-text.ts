import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { quote } from '../text/words/quote.ts';
import { parseForeignJson } from './foreign-json.ts';
import { JsonMistake, mistake, type Place, walkJson } from './json-walk.ts';
import type { Problem } from './validation/problem.ts';

/** A report contains whole states, so it may be nested deeper than one. */
const maxLevels = 1000;

/**
 * The value of a JSON file. An error names the place and quotes nothing: it may be the wrong file and contain a secret.
 *
 * @throws JsonMistake
 */
export function parseJson(text: string): unknown {
  const plain = withoutMark(text);
  try {
    return parseForeignJson(plain, maxLevels);
  } catch {
    walkJson(plain, maxLevels);
    throw mistake(0, 0, 'this is not valid JSON');
  }
}

/**
 * The value of a JSON text if `problemOf` finds no problem. Otherwise calls `refuse`, which throws. The path of a problem is a JSON
 * pointer. With `maxPlainLevels`, the text must be plain, see {@link assertPlain}.
 */
export function parseChecked<T>(
  text: string,
  problemOf: (value: unknown) => Problem | undefined,
  refuse: (mistake: JsonMistake) => never,
  maxPlainLevels?: number,
): T {
  try {
    const value = parseJson(text);
    if (maxPlainLevels !== undefined) assertPlain(text, maxPlainLevels);
    const problem = problemOf(value);
    if (problem) throw new JsonMistake(placeOf(text, problem.path, problem.unknownKey), problem.message);
    return value as T;
  } catch (error) {
    if (error instanceof JsonMistake) return refuse(error);
    throw error;
  }
}

/**
 * Checks that a JSON text has no duplicate keys, of which only the last would count, and is nested no deeper than `maxLevels`.
 *
 * @throws JsonMistake
 */
export function assertPlain(text: string, maxLevels: number): void {
  const objects: Set<string>[] = [];
  walkJson(withoutMark(text), maxLevels, {
    onObjectBegin: () => {
      objects.push(new Set());
    },
    onObjectEnd: () => {
      objects.pop();
    },
    onObjectProperty(key, _offset, _length, line, character) {
      const keys = objects.at(-1);
      if (keys?.has(key)) throw mistake(line, character, `the key ${quote(key)} appears twice; remove one`);
      keys?.add(key);
    },
  });
}

/** The start of a part of a plain JSON text, by its JSON pointer, or of a key in that part. */
export function placeOf(text: string, pointer: string, key?: string): Place {
  const plain = withoutMark(text);
  const names = pointer.split('/').slice(1);
  const root = parseTree(plain);
  const node = root && names.reduce(inside, root);
  const keyed = node && key !== undefined ? findNodeAtLocation(node, [key])?.parent : undefined;
  const lines = plain.slice(0, (keyed ?? node)?.offset ?? 0).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The part with this name, or its parent if it is missing. */
function inside(node: Node, escapedName: string): Node {
  const name = escapedName.replaceAll('~1', '/').replaceAll('~0', '~');
  return findNodeAtLocation(node, [node.type === 'array' ? Number(name) : name]) ?? node;
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
