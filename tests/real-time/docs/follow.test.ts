import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Block, type Page, readPages, root } from '../../docs/page.ts';
import { isInstalled } from '../../docs/programs.ts';
import { createReader, type Reader } from '../../docs/reader.ts';
import { parseRemark, type RunRemark } from '../../docs/remark.ts';
import { howMany } from '../../support/how-many.ts';

// A page may contain several checks, and a machine may be slow.
describe.concurrent('a reader who follows', { timeout: 600_000 }, () => {
  // All of them take minutes; `npm test` runs the page that a reader opens first.
  // getting-started.test.ts follows it in one shell.
  const pages = readPages().filter(({ path }) => path !== 'docs/getting-started.md');
  const first = pages.filter(({ path }) => path === 'README.md');
  it.each(howMany(first, pages))('$path', async (page) => {
    const reader = await createReader();
    try {
      await follow(page, reader);
    } finally {
      reader.leave();
    }
  });
});

/** Processes the blocks in order: writes the files, runs the commands, and compares their output. */
async function follow({ blocks }: Page, reader: Reader): Promise<void> {
  let printed: Printed = nothing;
  // A block without a language is a drawing.
  for (const block of blocks.filter(({ language }) => language !== '')) {
    const remark = parseRemark(block);
    if (remark.kind === 'embedded') {
      expect(block.text, block.place).toBe(readFileSync(join(root, remark.path), 'utf8'));
    } else if (remark.kind === 'written') {
      reader.write(remark.name, block.text);
    } else if (remark.kind === 'not-run') {
      printed = nothing;
    } else if (block.language === 'json') {
      expect(() => JSON.parse(block.text), block.place).not.toThrow();
    } else if (block.language === 'text') {
      expectPrinted(block, printed);
    } else {
      printed = await run(block, remark, reader);
    }
  }
}

/** The output of the last executed block; unknown if this machine lacks its program. */
type Printed = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'nothing' | 'unknown' };
const nothing: Printed = { kind: 'nothing' };

async function run(block: Block, { exit, ...options }: RunRemark, reader: Reader): Promise<Printed> {
  expect(['sh', 'js'], `${block.place}: nobody tries this block`).toContain(block.language);
  if (block.language === 'js') reader.write('example.mjs', block.text);
  const script = block.language === 'js' ? 'node example.mjs' : block.text;
  if (!isInstalled(script)) return { kind: 'unknown' };
  const { exitCode, output } = await reader.run(script, options);
  expect(exitCode, `${block.place} printed:\n${output}`).toBe(exit);
  return { kind: 'text', text: output };
}

/** The parts between `…` lines appear in the output, one after the other. */
function expectPrinted(block: Block, printed: Printed): void {
  expect(printed, `${block.place}: no block prints this`).not.toBe(nothing);
  if (printed.kind !== 'text') return;
  let rest = masked(printed.text);
  for (const part of block.text.split(/(?:^|[\n ])…\n/).map(masked)) {
    expect(rest, block.place).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
}

/** Removes what differs from run to run, and where its length breaks lines. */
function masked(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\b\d+(\.\d+)? (ms|s)\b/g, '<time>')
    .replace(/\b(seed) \d+/g, '$1 <seed>')
    .trim();
}
