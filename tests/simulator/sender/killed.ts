import { spawn } from 'node:child_process';
import { bundle } from '../../support/bundle.ts';

/** The child as one file, so that it starts within a few milliseconds. */
export function buildChild(): Promise<string> {
  return bundle(new URL('sender-child.ts', import.meta.url));
}

export interface Said {
  readonly about: number[];
  readonly accepted: number[];
  readonly exitCode: number | null;
}

/** When to kill: this long after this many messages were accepted. */
export interface Moment {
  readonly accepted: number;
  readonly laterMs: number;
}

/** Runs the child to its end, or kills it with SIGKILL at a given moment. */
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
      // The last line may be truncated.
      const lines = text.split('\n').slice(0, -1);
      const said = (word: string) =>
        lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]));
      resolve({ about: said('about'), accepted: said('accepted'), exitCode });
    });
  });
}
