import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { afterAll, expect, it } from 'vitest';
import { readPages, root } from './page.ts';
import { parseRemark } from './remark.ts';

// Inside the checkout, so that `import 'hookswitch'` is this package, with the types that it ships.
mkdirSync(join(root, '.hookswitch'), { recursive: true });
const folder = mkdtempSync(join(root, '.hookswitch/snippets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ts.CompilerOptions = {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: ['node'],
  allowJs: true,
  noEmit: true,
  skipLibCheck: true,
};

it('type-checks every JavaScript and TypeScript block of the pages, strictly', { timeout: 300_000 }, () => {
  const places = new Map<string, string>();
  for (const { path, blocks } of readPages()) {
    const name = path.replaceAll(/[/.]/g, '-');
    mkdirSync(join(folder, name));
    for (const block of blocks.filter(({ language }) => ['js', 'ts'].includes(language))) {
      const remark = parseRemark(block);
      if (remark.kind === 'not-run' || remark.kind === 'embedded') continue;
      const named = remark.kind === 'written' ? remark.name.replace(/test\.mjs$/, 'test.mts') : undefined;
      const file = join(folder, name, named ?? `${places.size}.mts`);
      // The modules that a page imports from the examples.
      writeFileSync(file, block.text.replaceAll("from './examples/", "from '../../../examples/"));
      places.set(file, block.place);
    }
  }
  expect(places.size).toBeGreaterThan(20);
  const program = ts.createProgram(
    [...places.keys()].filter((file) => /\.m?ts$/.test(file)),
    options,
  );
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const { line } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0 };
    const place = file && (places.get(file.fileName) ?? relative(root, file.fileName));
    return `${place}, line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(problems).toEqual([]);
});
