import { appendFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ReportFormat, type ReportOptions, renderReport, reportFormats } from '../../reports/index.ts';
import { makeFolder } from '../../runner/files/make-folder.ts';
import type { Report } from '../../schemas/index.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { requirements } from '../../suites/requirements.ts';
import type { Io } from './io.ts';
import { terminalExamples } from './option-words.ts';

/** What `--report` knows: formats that are written at the end, and one that is written while the check runs. */
export type TargetFormat = ReportFormat | 'ndjson';

export const targetFormats: readonly TargetFormat[] = [...reportFormats, 'ndjson'];

/** One `--report FORMAT=PATH`. */
export interface ReportTarget {
  readonly format: TargetFormat;
  /** `-` is standard output. */
  readonly path: string;
}

/** @throws HookswitchError `bad-flag` for an unknown format, `bad-file` for a folder that cannot be made: before anything runs. */
export function openReportTargets(texts: readonly string[], io: Io): ReportTarget[] {
  const targets = parseReportTargets(texts);
  for (const { path } of targets) if (path !== '-') makeFolderOf(resolve(io.cwd, path));
  return targets;
}

/** @throws HookswitchError `bad-flag` for an unknown format. */
export function parseReportTargets(texts: readonly string[]): ReportTarget[] {
  const targets = texts.map((text) => parseTarget(text));
  if (targets.filter((target) => target.path === '-').length > 1) {
    throw new HookswitchError('bad-flag', 'only one report can go to standard output (-)');
  }
  return targets;
}

/** Writes the reports that are written at the end. `$GITHUB_STEP_SUMMARY` holds what other steps wrote, so it is added to. */
export function writeReports(
  targets: readonly ReportTarget[],
  report: Report,
  options: ReportOptions,
  io: Io,
): void {
  for (const { format, path } of targets) {
    if (format === 'ndjson') continue;
    const text = renderReport(format, report, {
      ...options,
      sentences: requirements,
      words: terminalExamples,
    });
    if (path === '-') io.raw.stdout.write(text);
    else writeText(resolve(io.cwd, path), text, path === io.env.GITHUB_STEP_SUMMARY);
  }
}

function parseTarget(text: string): ReportTarget {
  const at = text.indexOf('=');
  const format = text.slice(0, at);
  const path = text.slice(at + 1);
  if (at < 1 || path === '')
    throw new HookswitchError(
      'bad-flag',
      `--report ${text}: it has to be FORMAT=PATH, such as html=report.html`,
    );
  const known = targetFormats.find((name) => name === format);
  if (!known)
    throw new HookswitchError(
      'bad-flag',
      `--report ${text}: there is no format "${format}"; formats are ${targetFormats.join(', ')}`,
    );
  return { format: known, path };
}

function makeFolderOf(path: string): void {
  attemptFile(path, () => makeFolder(dirname(path)));
}

function writeText(path: string, text: string, isAdded: boolean): void {
  attemptFile(path, () => (isAdded ? appendFileSync(path, text) : writeFileSync(path, text)));
}

function attemptFile(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new HookswitchError(
      'bad-file',
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}); choose another path`,
    );
  }
}
