import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';

/** Problems and fixes by jsonc-parser's names, without quoting the text. */
const words: Readonly<Record<string, string>> = {
  CloseBraceExpected: 'expected a } or a comma',
  CloseBracketExpected: 'expected a ] or a comma',
  ColonExpected: 'expected a colon after the key',
  CommaExpected: 'expected a comma before this',
  EndOfFileExpected: 'unexpected text after the end of the JSON; remove it',
  InvalidCharacter: 'this string contains a control character; escape it, such as \\n, \\t or \\u0000',
  InvalidCommentToken: 'JSON has no comments; remove this one',
  InvalidEscapeCharacter: 'this string contains an invalid escape sequence; write \\\\ for a backslash',
  InvalidNumberFormat: 'this is not a valid number',
  InvalidSymbol: 'unexpected symbol; put strings and keys in double quotes',
  InvalidUnicode: 'this string contains \\u without four hexadecimal digits',
  PropertyNameExpected: 'expected a key in double quotes; add one, or remove the extra comma',
  UnexpectedEndOfNumber: 'this number is incomplete',
  UnexpectedEndOfString: 'this string has no closing double quote',
  ValueExpected: 'expected a value; add one, or remove the extra comma',
};

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The first mistake in a JSON text: "line 3, column 7: expected a comma before this". */
export class JsonMistake extends SyntaxError {
  readonly place: Place;
  /** The message without the place. */
  readonly what: string;

  constructor(place: Place, what: string) {
    super(`line ${place.line}, column ${place.column}: ${what}`);
    this.place = place;
    this.what = what;
  }
}

/**
 * Walks a JSON text up to its first error. The parser is recursive, so the depth is bounded.
 *
 * @throws JsonMistake
 */
export function walkJson(text: string, maxLevels: number, visitor: JSONVisitor = {}): void {
  let levels = 0;
  const enter = (line: number, character: number) => {
    levels += 1;
    if (levels > maxLevels) throw mistake(line, character, `this is nested deeper than ${maxLevels} levels`);
  };
  const leave = () => {
    levels -= 1;
  };
  visit(
    text,
    {
      ...visitor,
      onObjectBegin(offset, length, line, character, path) {
        enter(line, character);
        return visitor.onObjectBegin?.(offset, length, line, character, path);
      },
      onObjectEnd(...place) {
        leave();
        visitor.onObjectEnd?.(...place);
      },
      onArrayBegin: (_offset, _length, line, character) => enter(line, character),
      onArrayEnd: leave,
      onError(code, _offset, _length, line, character) {
        const isEmpty = text.trim() === '';
        const what = isEmpty ? 'the JSON is empty' : words[printParseErrorCode(code)];
        throw mistake(line, character, what ?? 'this is not valid JSON');
      },
    },
    { disallowComments: true },
  );
}

/** A mistake at a place that jsonc-parser counts from 0. */
export function mistake(line: number, character: number, what: string): JsonMistake {
  return new JsonMistake({ line: line + 1, column: character + 1 }, what);
}
