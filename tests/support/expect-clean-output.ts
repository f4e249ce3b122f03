import { expect } from 'vitest';
import type { CliResult } from './run-cli.ts';

/** One sentence, or several for people, and never a location in our code. */
export function expectCleanOutput({ exitCode, stdout, stderr }: CliResult, what: string): void {
  const output = `${stdout}${stderr}`;
  expect([0, 1, 2, 3, 4], `${what}: ${stderr.slice(0, 2000)}`).toContain(exitCode);
  expect(output, what).not.toMatch(/internal error|^\s+at .*:\d+|call stack|is not a function|undefined/m);
  if (exitCode === 2) expect(stderr).toMatch(/^(hookswitch: --seed .+\n)?hookswitch: [^\n\p{Cf}\p{Cs}]+\n$/u);
  expect(stderr.length).toBeLessThan(3000);
}
