import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { freePort } from '../../bench/support/free-port.ts';
import { brokenReceiver, createReference, startExampleReceiver } from '../../fixtures/receivers/index.ts';
import { root } from './page.ts';
import { type Ran, runShell } from './shell.ts';

const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';
const bin = join(root, 'dist/bin/hookswitch.js');

/**
 * Someone who follows a page: a folder with a receiver of their own (`server.js`, the Express example), and a shell that knows
 * `hookswitch` and `npx`. Ports 3000 and 4000 on the page are replaced with free ones.
 */
export interface Reader {
  /** Writes a file of the page. */
  write(name: string, text: string): void;
  /** Runs a block in a shell that stops at the first failure. */
  run(script: string, options?: RunOptions): Promise<Ran>;
  leave(): void;
}

export interface RunOptions {
  /** What already listens on port 3000: `reference`, or the name of one of fixtures/receivers/broken. */
  readonly receiver?: string | undefined;
  readonly hasSecret?: boolean;
}

/** @throws Error if the project has not been built: readers have the files in dist/. */
export async function createReader(): Promise<Reader> {
  if (!existsSync(bin)) throw new Error('dist/ is missing: run `npm run build` first');
  const [port, secondPort] = [await freePort(), await freePort()];
  // Inside the checkout, so that `import 'hookswitch'` is this package; git ignores it.
  mkdirSync(join(root, '.hookswitch'), { recursive: true });
  const folder = mkdtempSync(join(root, '.hookswitch/reader-'));
  const atFreePort = (text: string) =>
    text.replaceAll(
      /(\blocalhost:|\b127\.0\.0\.1:|--port |\bport: )(3000|4000)\b/g,
      (_whole, before, known) => `${before}${known === '3000' ? port : secondPort}`,
    );
  const asInPage = (text: string) =>
    text.replaceAll(`:${port}`, ':3000').replaceAll(`:${secondPort}`, ':4000').replaceAll(folder, '.');
  const write = (name: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), atFreePort(text), { mode });
  };
  furnish(folder, write);

  return {
    write,
    async run(script, { receiver, hasSecret = true } = {}) {
      const started = receiver === undefined ? undefined : await start(receiver, port);
      const env = {
        HOME: process.env.HOME,
        // A page compares a check only with its own.
        XDG_CACHE_HOME: join(folder, '.cache'),
        PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`,
        PORT: String(port),
        ...(hasSecret ? { YCM_WEBHOOK_SECRET: secret } : {}),
      };
      const { exitCode, output } = await runShell(atFreePort(script), folder, env);
      await started?.close();
      return { exitCode, output: asInPage(output) };
    },
    leave: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a reader has: a receiver, a message, the examples, and the two commands. */
function furnish(folder: string, write: (name: string, text: string, mode?: number) => void): void {
  cpSync(join(root, 'examples/express/server.mjs'), join(folder, 'server.js'));
  cpSync(join(root, 'fixtures/messages/did-change.json'), join(folder, 'message.json'));
  symlinkSync(join(root, 'examples'), join(folder, 'examples'));
  const ours = `exec '${process.execPath}' '${bin}' "$@"`;
  const theirs = `name=$1; shift; exec '${join(root, 'node_modules/.bin')}'/"$name" "$@"`;
  write('bin/hookswitch', `#!/bin/sh\n${ours}\n`, 0o755);
  // npm passes its own location to the programs it runs.
  const isOurs = '[ "$1" = hookswitch ]';
  write('bin/npx', `#!/bin/sh\nif ${isOurs}; then shift; ${ours}; fi\n${theirs}\n`, 0o755);
}

function start(name: string, port: number) {
  if (name === 'reference') return startExampleReceiver(createReference({ secret }), port);
  const broken = brokenReceiver(name);
  return startExampleReceiver(broken.create({ secret }), port);
}
