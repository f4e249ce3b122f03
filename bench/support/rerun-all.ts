import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrokenReceiver } from '../../fixtures/receivers/broken-receiver.ts';
import { type MortalReceiver, startMortal } from '../../fixtures/receivers/start.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { ownSecret, previousSecret } from '../../self-test/check-receiver.ts';
import { freePort } from './free-port.ts';

/** Runs hookswitch with these arguments and returns its standard output. */
export type RunHookswitch = (
  argv: readonly string[],
  io: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
) => Promise<string>;

/** A printed command and its result. */
export interface Rerun {
  readonly command: string;
  /** The rule that must fail again. */
  readonly id: string;
  /** The rule's verdict; undefined if the command checked nothing. */
  readonly verdict: string | undefined;
  /** Why it is inconclusive. */
  readonly reason: string | undefined;
}

/** Checks a broken receiver from the command line, then runs each `rerun` command in a shell. */
export async function rerunAll(
  { create, webhook }: BrokenReceiver,
  flags: readonly string[],
  run: RunHookswitch,
): Promise<Rerun[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-rerun-'));
  const port = await freePort();
  const downstreamUrl = `http://127.0.0.1:${port}`;
  const receiver = await startMortal(create, {
    secret: ownSecret,
    previousSecret,
    downstreamUrl,
    ...webhook,
  });
  await receiver.kill();
  const command = await startWhileRunning(receiver);
  const io = { cwd, env: { YCM_WEBHOOK_SECRET: ownSecret, PREVIOUS: previousSecret } };
  const given = [
    ...[
      '--exec',
      command.exec,
      '--observe-url',
      receiver.observeUrl,
      '--previous-secret-env',
      'PREVIOUS',
      '--timeout',
      '3',
    ],
    ...(webhook ? ['--method', webhook.method] : []),
    ...(webhook?.method === 'GET' ? ['--payload-in', webhook.payloadIn] : []),
    ...['--downstream-port', String(port)],
  ];
  const reportOf = async (argv: readonly string[]): Promise<Report> =>
    JSON.parse(await run([...argv, '--report', 'json=-'], io));
  try {
    return await rerunEach(['check', receiver.url, ...given, ...flags], reportOf);
  } finally {
    await command.close();
    await receiver.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Runs a check, then each printed `rerun` command. */
export async function rerunEach(
  argv: readonly string[],
  reportOf: (argv: readonly string[]) => Promise<Report>,
): Promise<Rerun[]> {
  const { results } = await reportOf(argv);
  const reruns: Rerun[] = [];
  for (const { id, verdict, rerun: command, flaky } of results) {
    if (verdict !== 'fail' || command === undefined || flaky) continue;
    const again = await reportOf(wordsOf(command)).catch(() => undefined);
    const result = again?.results.find((one) => one.id === id);
    reruns.push({ command, id, verdict: result?.verdict, reason: result?.reason });
  }
  return reruns;
}

/** A command for `--exec`: the receiver listens while it runs, and is killed when it ends. What it has stored outlives that. */
async function startWhileRunning(
  receiver: MortalReceiver,
): Promise<{ exec: string; close(): Promise<void> }> {
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((socket) => {
    last = last.then(receiver.start);
    socket.resume();
    socket.on('error', () => {});
    socket.on('close', () => {
      last = last.then(receiver.kill);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    exec: `'${process.execPath}' -e 'require("node:net").connect(${port}, "127.0.0.1")'`,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await last;
    },
  };
}

/** The arguments after the name of the program, as parsed by bash. */
export function wordsOf(command: string): string[] {
  const words = command.replace(/^(?:npx )?hookswitch /, '');
  const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
  return stdout.split('\0').slice(0, -1);
}
