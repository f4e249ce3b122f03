import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../../schemas/index.ts';
import { type CliIo, runCli } from '../../../support/run-cli.ts';

const root = join(import.meta.dirname, '../../../..');

/** A correct receiver at /webhook, as a module. */
export const correct = `
import { createReceiver } from ${JSON.stringify(join(root, 'examples/node-test/receiver.mjs'))};
const { listener, stateOf } = createReceiver(process.env.YCM_WEBHOOK_SECRET);
`;

/** A correct app in Express, created by a function. */
export const expressExample = JSON.stringify(join(root, 'examples/vitest/app.mjs'));

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-app-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

interface Checked {
  readonly exitCode: number;
  readonly stderr: string;
  readonly report: Report;
}

/** Checks an app with one rule, or those given, and returns its report. */
export async function checkApp(cwd: string, argv: readonly string[], io: CliIo = {}): Promise<Checked> {
  const rules = argv.includes('--rules') ? [] : ['--rules', 'signature/accepts-genuine'];
  const file = join(cwd, 'report.json');
  const all = ['check', ...argv, '--path', '/webhook', ...rules, '--report', `json=${file}`];
  const { exitCode, stderr } = await runCli(all, { cwd, ...io });
  return {
    exitCode,
    stderr,
    report: JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') || '{}' : '{}'),
  };
}
