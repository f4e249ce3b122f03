import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { ownAddress } from '../../scripts/file-readers.mjs';
import { cwd } from './listen-driver.ts';
import { env } from './recording-receiver.ts';

const root = join(import.meta.dirname, '../..');

/** The command line as one file of this name that Node can run; tests that run side by side have one each. */
export async function bundleCli(name = 'listen-cli'): Promise<string> {
  const outfile = join(root, `node_modules/.cache/hookswitch/${name}.mjs`);
  await build({
    entryPoints: [join(root, 'cli/bin.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile,
    plugins: [ownAddress],
  });
  return outfile;
}

/** Runs `hookswitch listen` as a process of its own, in a shell after `prelude`. */
export async function startProcess(program: string, record: string, prelude = '') {
  const script = `${prelude} exec '${process.execPath}' '${program}' listen --port 0 --record ${record}`;
  const child = spawn('sh', ['-c', script], { cwd, env: { PATH: process.env.PATH, ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, output }));
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        output += bytes.toString('utf8');
        const told = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (told !== undefined) resolve(told);
      });
    }
    ended.then(() => reject(new Error(`it does not listen:\n${output}`)));
  });
  return { child, url, ended };
}
