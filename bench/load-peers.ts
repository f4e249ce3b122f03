import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The result of one run of a tool: requests per second. */
export type Rate = (url: string, options: { readonly isFresh: boolean }) => number;

export interface Peer {
  readonly name: string;
  readonly rate: Rate;
}

export const connections = 50;
export const seconds = 4;

/** Runs a program on the first core, if cores can be chosen. */
export function onFirstCore(program: string, argv: readonly string[], env = process.env): string {
  const [name = program, ...words] = hasCores ? ['taskset', '-c', '0', program, ...argv] : [program, ...argv];
  const { stdout, stderr, error } = spawnSync(name, words, {
    env,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (stdout === '') throw new Error(`${program} printed nothing: ${stderr}`);
  return stdout;
}

export const hasCores = isInstalled('taskset');

/** The load tools on this machine. All send the same signed message repeatedly. */
export function installedPeers(folder: string, body: string, signature: string): Peer[] {
  const headers = ['Content-Type: application/json', `X-Signature: ${signature}`];
  const bodyFile = join(folder, 'body.json');
  writeFileSync(bodyFile, body);
  const closing = (isFresh: boolean) => (isFresh ? ['Connection: close'] : []);
  const flags = (isFresh: boolean) => [...headers, ...closing(isFresh)].flatMap((one) => ['-H', one]);
  const peers: Peer[] = [
    {
      name: 'wrk',
      rate: (url, { isFresh }) => {
        const script = join(folder, 'post.lua');
        writeFileSync(script, `wrk.method = "POST"\nwrk.body = [==[${body}]==]\n`);
        const argv = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, ...flags(isFresh), url];
        return found(onFirstCore('wrk', argv), /Requests\/sec:\s+([\d.]+)/);
      },
    },
    {
      name: 'hey',
      rate: (url, { isFresh }) => {
        const keep = isFresh ? ['-disable-keepalive'] : [];
        const argv = ['-z', `${seconds}s`, '-c', String(connections), '-m', 'POST', '-D', bodyFile];
        return found(
          onFirstCore('hey', [...argv, ...keep, ...flags(false), url]),
          /Requests\/sec:\s+([\d.]+)/,
        );
      },
    },
  ];
  return peers.filter(({ name }) => isInstalled(name));
}

function isInstalled(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

function found(text: string, pattern: RegExp): number {
  const [, number] = pattern.exec(text) ?? [];
  if (number === undefined) throw new Error(`no rate in ${JSON.stringify(text.slice(0, 500))}`);
  return Number(number);
}
