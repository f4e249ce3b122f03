import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block } from './page.ts';

/** Every call of hookswitch in a block, with its arguments as a shell passes them. Nothing is run. */
export function callsIn({ language, text }: Block): string[][] {
  if (language === 'sh') return callsOf(text);
  return language === '' ? callsOf(examplesOfHelp(text)) : [];
}

/** `  hookswitch check      a demonstration`: the text after the gap is a description. */
function examplesOfHelp(text: string): string {
  return [...text.matchAll(/^ {2}(hookswitch .+?)(?: {3}.*)?$/gm)].map(([, command]) => command).join('\n');
}

/** Begins a call. A call is written at once, because background calls may be written concurrently. */
const marker = '-call-of-hookswitch-';

/** Like {@link callsIn}, for a script. */
export function callsOf(script: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-words-'));
  const log = join(folder, 'calls');
  // Without a PATH no program is found, so nothing runs.
  const prelude = `
    : >'${log}'
    PATH=
    command_not_found_handle() { :; }
    hookswitch() { printf '%s\\0' ${marker} "$@" >>'${log}'; }
    npx() { if [ "$1" = hookswitch ]; then shift; hookswitch "$@"; fi; }
  `;
  const { error, stderr } = spawnSync('bash', ['-c', prelude + script], { cwd: folder, encoding: 'utf8' });
  if (error) throw error;
  if (stderr.includes('syntax error')) throw new Error(stderr);
  const calls = readFileSync(log, 'utf8').split(`${marker}\0`).slice(1);
  rmSync(folder, { recursive: true });
  return calls.map((call) => call.split('\0').slice(0, -1));
}
