import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block } from './page.ts';

/** Every call of hookswitch in a block: its words as a shell hands them on. Nothing is run. */
export function callsIn({ language, text }: Block): string[][] {
  if (language === 'sh') return callsOf(text);
  return language === '' ? callsOf(examplesOfHelp(text)) : [];
}

/** `  hookswitch check      a demonstration`: what stands behind the gap is the meaning. */
function examplesOfHelp(text: string): string {
  return [...text.matchAll(/^ {2}(hookswitch .+?)(?: {3}.*)?$/gm)].map(([, command]) => command).join('\n');
}

/** Begins a call. A call is written at once, since others may be written beside it, in the background. */
const marker = '-call-of-hookswitch-';

/** As {@link callsIn}, of a script. */
export function callsOf(script: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-words-'));
  const log = join(folder, 'calls');
  // Without a PATH no program is found, and what is not found does nothing.
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
