import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'hookswitch-generate-'));

interface Ended {
  readonly code: unknown;
  readonly stderr: string;
}

function generate(folder: string, ...words: string[]): Promise<Ended> {
  const script = join(folder, 'scripts/generate.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words], { timeout: 100_000 }, (error, _stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stderr }),
    );
  });
}

describe('scripts/generate.mjs', () => {
  it('finds its own output up to date', async () => {
    expect(await generate(root, '--check')).toEqual({ code: 0, stderr: '' });
  });

  it('says in one sentence what is stale, and fixes it', async () => {
    for (const part of ['scripts', 'schemas', 'suites/lessons', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    appendFileSync(join(copy, 'schemas/generated/types.ts'), '\n');
    rmSync(join(copy, 'schemas/events.schema.json'));
    rmSync(join(copy, 'suites/lessons/generated'), { recursive: true });

    const stale = [
      'schemas/events.schema.json',
      'schemas/generated/types.ts',
      'suites/lessons/generated/lesson-name.ts',
    ];
    const sentence = `Stale: ${stale.join(', ')}; run \`npm run generate\` and commit.\n`;
    expect(await generate(copy, '--check')).toEqual({ code: 1, stderr: sentence });
    expect(await generate(copy)).toEqual({ code: 0, stderr: '' });
    expect(await generate(copy, '--check')).toEqual({ code: 0, stderr: '' });
  });
});
