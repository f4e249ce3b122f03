import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished } from 'vitest';
import { freePort } from '../../../../../bench/support/free-port.ts';
import { main } from '../../../../../cli/main.ts';
import { isRunning } from '../../../../support/is-running.ts';

/** Rejects unsigned messages with `missing`, those with an empty signature with `empty`, and writes a file for each start. */
const server = `import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const missing = 200;
const empty = 200;
appendFileSync('pids.txt', process.pid + '\\n');
createServer((request, response) => {
  writeFileSync('state.json', String(Math.random()));
  const signature = request.headers['x-signature'];
  request.resume().on('end', () => {
    response.writeHead(signature === undefined ? missing : signature === '' ? empty : 200).end();
  });
}).listen(PORT, '127.0.0.1');
`;

export const rules = [
  'signature/rejects-missing',
  'signature/rejects-empty',
  'acknowledgement/acknowledges-every-event',
];

/** \`check --watch\` on a terminal, in this process, in a project with such a receiver. */
export async function startWatching(argv: readonly string[] = []) {
  const port = await freePort();
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'hookswitch-watch-')));
  const file = join(cwd, 'server.mjs');
  const text = server.replace('PORT', String(port));
  writeFileSync(file, text);
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const [stdout, stderr] = [
    Object.assign(new PassThrough(), { isTTY: true, columns: 200 }),
    new PassThrough(),
  ];
  let output = '';
  for (const stream of [stdout, stderr])
    stream.on('data', (bytes) => {
      output += String(bytes);
    });
  const controller = new AbortController();
  const ended = main(
    [
      ...['check', `http://127.0.0.1:${port}/`, '--exec', 'exec node server.mjs', '--watch'],
      ...['--rules', rules.join(), ...argv],
    ],
    {
      stdin,
      stdout,
      stderr,
      env: {
        PATH: process.env.PATH,
        NO_COLOR: '1',
        BROWSER: 'none',
        XDG_CACHE_HOME: join(cwd, '.hookswitch'),
      },
      cwd,
      signal: controller.signal,
    },
  );
  let from = 0;
  const pids = () => readFileSync(join(cwd, 'pids.txt'), 'utf8').trim().split('\n');
  const quit = async () => {
    stdin.write('q');
    return ended;
  };
  onTestFinished(async () => {
    controller.abort();
    await ended;
  });
  return {
    cwd,
    press: (keys: string) => void stdin.write(keys),
    interrupt: () => controller.abort(),
    ended,
    quit,
    /** Everything so far. */
    output: () => output,
    write: (name: string, content: string) => writeFileSync(join(cwd, name), content),
    /** Replaces part of the receiver's code. */
    edit: (before: string, after: string) => {
      const now = readFileSync(file, 'utf8');
      expect(now).toContain(before);
      writeFileSync(file, now.replace(before, after));
    },
    /** Waits until the output after the last sign has this one, and returns what was before it. */
    async says(sign: string): Promise<string> {
      await expect.poll(() => output.slice(from)).toContain(sign);
      const at = output.indexOf(sign, from) + sign.length;
      const said = output.slice(from, at);
      from = at;
      return said;
    },
    /** Whether a receiver still runs. */
    isRunning: () => pids().some((pid) => isRunning(Number(pid))),
    starts: () => pids().length,
  };
}
