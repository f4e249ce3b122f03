import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { belowFrontEnds, sourcesIn } from '../support/sources.ts';

/** Texts that contain other dashes. */
const notOurs = new Set([
  // curl flags.
  'runner/evidence/curl-command.ts',
  // CSS properties.
  'load/report/html/style.ts',
  'reports/formats/html/style.ts',
  // A label for key derivation: changing it would change the protocol.
  'load/distributed/channel/encryption.ts',
]);

/** The texts of a source, without its comments. */
function textsIn(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return texts;
}

const flag = /(?<![\w-])--[a-z]/;

describe('below the front ends', () => {
  it.each(belowFrontEnds)('no text of %s names a flag of the command line', (folder) => {
    const sources = sourcesIn(folder);
    expect(sources.length).toBeGreaterThan(1);
    const named = sources
      .filter(([file]) => !notOurs.has(file))
      .flatMap(([file, source]) =>
        textsIn(source)
          .filter((text) => flag.test(text))
          .map((text) => `${file}: ${text.slice(0, 100)}`),
      );
    expect(named).toEqual([]);
  });

  it('the search finds a flag in each kind of text', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source.
    const source = "f('give --a', `--b ${x} and --c ${y} or --d`); // --e";
    expect(textsIn(source).filter((text) => flag.test(text))).toHaveLength(4);
  });
});
