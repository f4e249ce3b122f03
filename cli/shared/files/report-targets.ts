import { appendFileSync } from 'node:fs';
import { normalize, resolve } from 'node:path';
import { assertWritable, makeFolderOf, replaceFile, writing } from '../../../files/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { quote } from '../../../text/words/quote.ts';
import type { Io } from '../io.ts';

/** One `--report FORMAT=PATH`. */
export interface ReportTarget<F extends string = string> {
  readonly format: F;
  /** `-` is standard output. */
  readonly path: string;
}

/** @throws HookswitchError `bad-flag` for an unknown format, and for two reports with the same path. */
export function parseReportTargets<F extends string>(
  texts: readonly string[],
  formats: readonly F[],
): ReportTarget<F>[] {
  const targets = texts.map((text) => parseTarget(text, formats));
  if (targets.filter(({ path }) => path === '-').length > 1)
    throw new HookswitchError('bad-flag', 'only one report can go to standard output (-)');
  const paths = targets.map(({ path }) => normalize(path));
  const twice = targets.find((_, n) => paths.indexOf(paths[n] ?? '') < n);
  if (twice)
    throw new HookswitchError('bad-flag', `two reports go to ${quote(twice.path)}; give each its own path`);
  return targets;
}

/** Where text for people goes: standard output, unless a report goes there. */
export function peopleStream(targets: readonly ReportTarget[], io: Io): Io['stdout'] {
  return targets.some(({ path }) => path === '-') ? io.stderr : io.stdout;
}

export const otherPath = '; choose another path';

/** Creates the folders of reports and opens each file before the check starts. @throws HookswitchError `bad-file`. */
export function makeReportFolders(targets: readonly ReportTarget[], { cwd }: Pick<Io, 'cwd'>): void {
  for (const { path } of targets) {
    const file = resolve(cwd, path);
    const prepare = () => {
      makeFolderOf(file);
      assertWritable(file);
    };
    if (path !== '-') writing(path, prepare, otherPath);
  }
}

/**
 * Writes each report, even if an earlier one can't be written.
 *
 * @throws HookswitchError `bad-file`, the first.
 */
export function writeReports<F extends string>(
  targets: readonly ReportTarget<F>[],
  render: (format: F) => string,
  io: Io,
): void {
  const failures: unknown[] = [];
  for (const { format, path } of targets) {
    try {
      writeReport(path, render(format), io);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Writes a report. Appends to `$GITHUB_STEP_SUMMARY`, which other steps also write. @throws HookswitchError `bad-file`. */
function writeReport(path: string, text: string, { cwd, env, raw }: Io): void {
  if (path === '-') return void raw.stdout.write(text);
  const write = path === env.GITHUB_STEP_SUMMARY ? appendFileSync : replaceFile;
  const file = resolve(cwd, path);
  writing(file, () => write(file, text), otherPath);
}

function parseTarget<F extends string>(text: string, formats: readonly F[]): ReportTarget<F> {
  const at = text.indexOf('=');
  const [name, path] = [text.slice(0, at), text.slice(at + 1)];
  const refuse = (sentence: string) => new HookswitchError('bad-flag', `--report ${quote(text)}${sentence}`);
  if (at < 1 || path === '') throw refuse(' must be FORMAT=PATH, such as html=report.html');
  const format = formats.find((known) => known === name);
  if (format) return { format, path };
  throw refuse(`: there is no format ${quote(name)}; use one of ${formats.join(', ')}`);
}
