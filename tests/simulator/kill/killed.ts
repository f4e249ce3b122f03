import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The child as one file, so that it begins within a few milliseconds. */
export async function buildChild(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/hookswitch');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'killed-sender.mjs');
  const entry = fileURLToPath(new URL('child.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    bundle: true,
    external: ['libsql'],
    // What is bundled may be CommonJS, and want to require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    platform: 'node',
    format: 'esm',
    outfile,
  });
  return outfile;
}

export interface Said {
  readonly about: number[];
  readonly accepted: number[];
  readonly exitCode: number | null;
}

/** When to kill: so long after this many messages were accepted. */
export interface Moment {
  readonly accepted: number;
  readonly laterMs: number;
}

/** Runs the child to its end, or kills it with SIGKILL at a moment. */
export function runChild(argv: readonly string[], moment?: Moment): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let isArmed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!moment || isArmed || !text.includes('begin')) return;
      if (text.split('accepted').length - 1 < moment.accepted) return;
      isArmed = true;
      setTimeout(() => child.kill('SIGKILL'), moment.laterMs);
    });
    child.once('error', reject);
    child.once('close', (exitCode) => {
      // The last line may have been cut.
      const lines = text.split('\n').slice(0, -1);
      const said = (word: string) =>
        lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]));
      resolve({ about: said('about'), accepted: said('accepted'), exitCode });
    });
  });
}
