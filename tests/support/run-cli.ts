import { PassThrough } from 'node:stream';
import { main } from '../../cli/main.ts';

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliWorld {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** The width of standard output, as a terminal would report it (characters). */
  readonly columns?: number;
}

/** Runs the command line in this process, as a shell without a terminal would, without this process's environment. */
export async function runCli(argv: readonly string[], world: CliWorld = {}): Promise<CliResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = new PassThrough();
  stdin.end(world.stdin);
  const [out, err] = [textOf(stdout), textOf(stderr)];
  const exitCode = await main(argv, {
    stdin,
    stdout: world.columns === undefined ? stdout : Object.assign(stdout, { columns: world.columns }),
    stderr,
    env: { PATH: process.env.PATH, ...world.env },
    cwd: world.cwd ?? process.cwd(),
    signal: world.signal ?? new AbortController().signal,
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
