import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** All other tests run with the Node that is installed here, which CI has as old as the package supports. */
const versions = ['24.22.3', '26.12.1'];

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = join(root, 'dist/bin/hookswitch.js');
const run = promisify(execFile);

/** Installs this version from the registry, which has a package for each system. */
function nodeOf(version: string): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-node-'));
  const name = `node-${system}-${process.arch}`;
  const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', ...quietly, '--prefix', folder, `${name}@${version}`]);
  return join(folder, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
}

it.concurrent.each(versions)(
  'the command line works with Node %s, and prints no warning',
  async (version) => {
    const node = nodeOf(version);
    expect((await run(node, ['--version'])).stdout.trim()).toBe(`v${version}`);
    const checked = await run(node, [bin, 'check', 'reference', '--quiet', '--seed', '1']).catch(
      (error: Error) => String(error),
    );
    expect(checked).toMatchObject({ stderr: '', stdout: expect.stringMatching(/✓ \d skipped · \d+ passed/) });
    const folder = mkdtempSync(join(tmpdir(), 'hookswitch-fixtures-'));
    const { stderr } = await run(node, [bin, 'fixtures', '--out', folder]);
    expect(stderr).not.toContain('Warning');
    expect(readdirSync(folder)).toContain('manifest.json');
  },
);
