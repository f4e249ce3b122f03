import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What lies below the front ends: the terminal, the console, and the integrations of the library. */
const folders = [
  'listener',
  'load',
  'replay',
  'reports',
  'runner',
  'schemas',
  'self-test',
  'simulator',
  'suites',
  'text',
];

/** What has dashes of its own. */
const notOurs = new Set([
  // Flags of curl.
  'runner/evidence/curl-command.ts',
  // Properties of CSS.
  'load/report/html/style.ts',
  'reports/html/style.ts',
  // A label that keys are derived with: other words would be another protocol.
  'load/distributed/encryption.ts',
]);

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((file) => !file.includes('/generated/') && !notOurs.has(file));
}

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
  it.each(folders)('no text of %s names a flag of the command line', (folder) => {
    const files = sources(folder);
    expect(files.length).toBeGreaterThan(1);
    const named = files.flatMap((file) =>
      textsIn(readFileSync(join(root, file), 'utf8'))
        .filter((text) => flag.test(text))
        .map((text) => `${file}: ${text.slice(0, 100)}`),
    );
    expect(named).toEqual([]);
  });

  it('would be seen in each kind of text', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source.
    const source = "f('give --a', `--b ${x} and --c ${y} or --d`); // --e";
    expect(textsIn(source).filter((text) => flag.test(text))).toHaveLength(4);
  });
});
