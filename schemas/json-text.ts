import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { quote } from '../text/quote.ts';
import { parseForeignJson } from './foreign-json.ts';
import { mistake, placeInWords, walkJson } from './json-walk.ts';

/** A report keeps whole states, so its file may be nested deeper than one. */
const maxLevels = 1000;

/**
 * The value of a JSON file. A mistake is told by its place and not by what stands around it: the file may be another one than was
 * meant, and hold a secret.
 *
 * @throws SyntaxError such as "line 3, column 7: a comma has to stand before this".
 */
export function parseJson(text: string): unknown {
  const plain = withoutMark(text);
  try {
    return parseForeignJson(plain, maxLevels);
  } catch {
    walkJson(plain, maxLevels);
    throw mistake(0, 0, 'JSON has nothing like this');
  }
}

/**
 * The value of a JSON text in which `problemOf` finds nothing wrong. Else `refuse` throws, and is told the place and what is wrong there;
 * the path of a problem is a JSON pointer.
 */
export function parseChecked<T>(
  text: string,
  problemOf: (value: unknown) => { readonly path: string; readonly sentence: string } | undefined,
  refuse: (sentence: string) => never,
): T {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const problem = problemOf(value);
  return problem ? refuse(`${placeOf(text, problem.path)}: ${problem.sentence}`) : (value as T);
}

/**
 * Holds a JSON text to what a person means: no object has a key twice, of which only the last would count, and nothing is nested
 * deeper than `maxLevels`.
 *
 * @throws SyntaxError with the place.
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
      if (keys?.has(key)) throw mistake(line, character, `the key ${quote(key)} is there twice; remove one`);
      keys?.add(key);
    },
  });
}

/** Where a part of a plain JSON text begins, by its JSON pointer: "line 3, column 7". */
export function placeOf(text: string, pointer: string): string {
  const plain = withoutMark(text);
  const names = pointer.split('/').slice(1);
  const root = parseTree(plain);
  const node = root && names.reduce(inside, root);
  const lines = plain.slice(0, node?.offset ?? 0).split(/\r\n|\r|\n/);
  return placeInWords(lines.length - 1, lines.at(-1)?.length ?? 0);
}

/** The part of this name, else the whole that it should be in. */
function inside(node: Node, escapedName: string): Node {
  const name = escapedName.replaceAll('~1', '/').replaceAll('~0', '~');
  return findNodeAtLocation(node, [node.type === 'array' ? Number(name) : name]) ?? node;
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
