import { PassThrough } from 'node:stream';
import { main } from '../../cli/main.ts';

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliIo {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** The width of standard output, as a terminal would report it (characters). */
  readonly columns?: number;
}

/** Runs the command line in this process, as a shell without a terminal would, without this process's environment. */
export async function runCli(argv: readonly string[], io: CliIo = {}): Promise<CliResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = new PassThrough();
  stdin.end(io.stdin);
  const [out, err] = [textOf(stdout), textOf(stderr)];
  const exitCode = await main(argv, {
    stdin,
    stdout: io.columns === undefined ? stdout : Object.assign(stdout, { columns: io.columns }),
    stderr,
    env: { PATH: process.env.PATH, ...io.env },
    cwd: io.cwd ?? process.cwd(),
    signal: io.signal ?? new AbortController().signal,
  });
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await out, stderr: await err };
}

async function textOf(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
