import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../setup.mjs';

export const secret = '0123456789abcdefghijABCDEFGHIJ32';

/** Runs hookswitch as in a terminal with this many columns. */
export function startInTerminal(argv, { cwd, columns, keys = false }) {
  const env = { ...process.env, FORCE_COLOR: '1', npm_execpath: 'npx', YCM_WEBHOOK_SECRET: secret };
  for (const name of ['NO_COLOR', 'CLAUDECODE', 'CURSOR_AGENT', 'AI_AGENT']) delete env[name];
  const terminal = [
    `process.stdout.columns = process.stderr.columns = ${columns};`,
    keys ? 'process.stdout.isTTY = process.stdin.isTTY = true; process.stdin.setRawMode = () => {};' : '',
  ].join('');
  const words = ['--import', `data:text/javascript,${encodeURIComponent(terminal)}`];
  const child = spawn(process.execPath, [...words, join(root, 'dist/bin/hookswitch.js'), ...argv], {
    cwd,
    env: { ...env, XDG_CACHE_HOME: cwd },
  });
  let text = '';
  let from = 0;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      text += bytes;
    });
  const ended = once(child, 'close');
  return {
    press: (key) => child.stdin.write(key),
    interrupt: () => child.kill('SIGINT'),
    /** Waits until it prints this after what was waited for before. */
    async says(sign) {
      while (!text.includes(sign, from)) {
        if (child.exitCode !== null) throw new Error(`ended without "${sign}":\n${text}`);
        await sleep(50);
      }
      from = text.indexOf(sign, from) + sign.length;
    },
    /** Everything that is on the screen at the end. */
    async ended() {
      await ended;
      return onScreen(text);
    },
  };
}

/** Without what the terminal erased: progress on the current line. */
function onScreen(text) {
  const lines = text.split('\n').map((line) => line.slice(line.lastIndexOf('\r\u001b[2K') + 1));
  return lines.map((line) => line.replace('\u001b[2K', '')).join('\n');
}

/** A prompt and a command, broken before flags and URLs where a terminal of this width would be too narrow. */
export function prompt(words, columns) {
  const [first = '', ...flags] = `npx hookswitch ${words.join(' ')}`.split(
    / (?=--)|(?<! --[a-z-]+) (?=http)/,
  );
  const lines = [first];
  for (const flag of flags) {
    const longer = `${lines.at(-1)} ${flag}`;
    if (`$ ${longer} \\`.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(flag);
  }
  return `\u001b[2m$\u001b[22m ${lines.join(' \\\n  ')}\n`;
}

/** What a reader must know besides the output, as a comment in a shell. */
export function comment(text) {
  return `\u001b[2m# ${text}\u001b[22m\n`;
}

/** Free ports with four digits, so that lines are as long as with 3000 and 4000. */
export async function fourDigitPorts(howMany) {
  const free = [];
  for (let port = 5200; port < 10_000 && free.length < howMany; port += 1)
    if (await isFree(port)) free.push(port);
  return free;
}

function isFree(port) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
