import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../../runner/files/make-folder.ts';
import type { LoadReport } from '../../schemas/generated/types.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { renderCsv } from './csv.ts';
import { renderLoadHtml } from './html.ts';

const renderers = {
  json: (report: LoadReport) => `${JSON.stringify(report)}\n`,
  csv: renderCsv,
  html: renderLoadHtml,
};
type Format = keyof typeof renderers;
export const loadReportFormats = Object.keys(renderers) as Format[];

/** Where reports are written: files named from `cwd`, or standard output. */
interface Place {
  readonly cwd: string;
  readonly raw: { readonly stdout: NodeJS.WritableStream };
}

/** One `--report FORMAT=PATH`. */
export interface Target {
  readonly format: Format;
  /** `-` is standard output. */
  readonly path: string;
}

/** @throws HookswitchError `bad-file` for a folder that cannot be made. */
export function makeFolders(targets: readonly Target[], { cwd }: Pick<Place, 'cwd'>): void {
  for (const { path } of targets) {
    if (path !== '-') attempt(path, () => makeFolder(dirname(resolve(cwd, path))));
  }
}

export function writeTargets(targets: readonly Target[], report: LoadReport, { cwd, raw }: Place): void {
  for (const { format, path } of targets) {
    const text = renderers[format](report);
    if (path === '-') raw.stdout.write(text);
    else attempt(path, () => writeFileSync(resolve(cwd, path), text));
  }
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HookswitchError('bad-file', `${path} cannot be written (${code}); choose another path`);
  }
}
