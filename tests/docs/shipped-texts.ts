import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { commands } from '../../cli/commands/commands.ts';
import { runCli } from '../support/run-cli.ts';
import { readPages, root } from './page.ts';

/** A text that people read. */
export interface ShippedText {
  /** Its file, or `--help of check`. */
  readonly place: string;
  readonly text: string;
}

/** The prose of pages, command help, and sentences in the code and the schemas. */
export async function shippedTexts(): Promise<ShippedText[]> {
  return [...pages(), ...(await helps()), ...sentencesOfCode(), ...descriptionsOfSchemas()];
}

function pages(): ShippedText[] {
  return readPages().map(({ path, prose }) => ({ place: path, text: proseOnly(prose) }));
}

/** The prose without code, link targets, comments, and vendor quotations. */
function proseOnly(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->/gs, '')
    .replace(/^>.*$/gm, '')
    .replace(/`[^`]*`/g, '`code`')
    .replace(/\]\([^)]*\)/g, ']');
}

async function helps(): Promise<ShippedText[]> {
  const names = ['', ...commands.map(({ name }) => name)];
  return Promise.all(
    names.map(async (name) => {
      const { stdout } = await runCli([...name.split(' ').filter(Boolean), '--help']);
      return { place: `--help of ${name || 'hookswitch'}`, text: stdout };
    }),
  );
}

const modules =
  'cli console integrations listener load replay reports runner schemas sending simulator suites text'.split(
    ' ',
  );

function sentencesOfCode(): ShippedText[] {
  return filesOf(/\.tsx?$/).map((path) => ({ place: path, text: literalsOf(path).join('\n') }));
}

function descriptionsOfSchemas(): ShippedText[] {
  return filesOf(/\.schema\.json$/).map((path) => {
    const found = readFileSync(join(root, path), 'utf8').matchAll(
      /"(?:description|title)": "((?:[^"\\]|\\.)*)"/g,
    );
    // Text in quotation marks is the vendor's.
    return { place: path, text: [...found].map(([, text = '']) => text.replace(/“[^”]*”/g, '')).join('\n') };
  });
}

/** Files of the modules, without generated ones. */
export function filesOf(name: RegExp): string[] {
  return modules.flatMap((module) =>
    readdirSync(join(root, module), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !path.includes('/generated/')),
  );
}

/** Texts of more than one word: single words are names. */
function literalsOf(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node))
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest));
  return found.filter((text) => /\p{L} \p{L}/u.test(text));
}
