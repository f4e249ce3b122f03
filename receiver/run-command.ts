import { endingOf, type ShellOptions, spawnShell } from './process-group.ts';
import { leftBehind } from './processes/process-tree.ts';

export interface CommandLimits extends ShellOptions {
  readonly signal?: AbortSignal | undefined;
  readonly maxOutputBytes: number;
  readonly timeoutMs: number;
}

/** How a command ended; `reason` continues after the command's name: "exited with code 1". */
export type CommandEnd =
  | { readonly kind: 'done'; readonly stdout: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly printed: string }
  | { readonly kind: 'too-long' | 'too-much' | 'interrupted' };

const keptOutput = 4096;
/** How long to wait for output that a background process keeps open (ms). */
const drainMs = 500;
/** How long killed processes may take to end (ms). */
const killMs = 2000;

/** Runs a command in a shell to its end, limited in time and output. None of its processes keeps running. */
export async function runCommand(command: string, limits: CommandLimits): Promise<CommandEnd> {
  const { maxOutputBytes, timeoutMs, signal } = limits;
  if (signal?.aborted) return { kind: 'interrupted' };
  const { child, tree, tail } = spawnShell(command, limits, keptOutput);
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timers: NodeJS.Timeout[] = [];
  let callOff = () => {};
  const end = await new Promise<CommandEnd>((resolve) => {
    const finish = (reason: string | undefined) =>
      resolve(
        reason === undefined
          ? { kind: 'done', stdout: Buffer.concat(chunks).toString('utf8') }
          : { kind: 'failed', reason, printed: tail() },
      );
    callOff = () => resolve({ kind: 'interrupted' });
    signal?.addEventListener('abort', callOff);
    timers.push(setTimeout(() => resolve({ kind: 'too-long' }), timeoutMs));
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxOutputBytes) resolve({ kind: 'too-much' });
      else chunks.push(chunk);
    });
    child.once('error', (error) => finish(`could not be started: ${error.message}`));
    child.once('close', (code, by) => finish(failureOf(code, by)));
    child.once('exit', (code, by) => {
      timers.push(setTimeout(() => finish(failureOf(code, by)), drainMs));
    });
  });
  for (const timer of timers) clearTimeout(timer);
  signal?.removeEventListener('abort', callOff);
  const left = leftBehind(await tree.kill(killMs));
  child.stdout.destroy();
  child.stderr.destroy();
  return left === undefined
    ? end
    : { kind: 'failed', reason: `started processes that didn't exit: ${left}`, printed: tail() };
}

function failureOf(code: number | null, by: NodeJS.Signals | null): string | undefined {
  return code === 0 ? undefined : endingOf(code, by);
}
