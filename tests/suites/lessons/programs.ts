import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../../suites/lessons/lesson.ts';

/** The programs needed to parse the code of a language; Node.js and Python are always there. */
const programs: Readonly<Record<Language, readonly string[]>> = {
  ts: ['node'],
  py: ['python3'],
  php: ['php'],
  java: ['java', 'javac'],
  go: ['go', 'gofmt'],
};

export function isInstalled(language: Language): boolean {
  return programs[language].every((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0);
}

export interface ProgramFile {
  readonly name: string;
  readonly text: string;
}

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Writes the files into a separate folder and runs a command there. */
export function runIn(files: readonly ProgramFile[], command: readonly string[], stdin = ''): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-lessons-'));
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const [program = '', ...args] = command;
    const options = { cwd: folder, input: stdin, encoding: 'utf8', timeout: 100_000 } as const;
    const { status, stdout, stderr, error } = spawnSync(program, args, options);
    if (error) throw error;
    return { exitCode: status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
