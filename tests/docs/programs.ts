import { spawnSync } from 'node:child_process';

const optional = ['php', 'go', 'java'];
const known = new Map<string, boolean>();

/** Whether a script can run: a machine may lack PHP, Go and Java, but nothing else. */
export function isInstalled(script: string): boolean {
  const program = script.split(/\s/)[0] ?? '';
  if (!optional.includes(program)) return true;
  const isThere = known.get(program) ?? spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  known.set(program, isThere);
  return isThere;
}
