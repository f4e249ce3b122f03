import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { renderCsv } from '../../../load/report/csv.ts';
import { renderHtml } from '../../../load/report/html.ts';
import { makeFolder } from '../../../runner/make-folder.ts';
import type { LoadReport } from '../../../schemas/generated/types.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { quote } from '../../../text/quote.ts';
import type { Io } from '../../shared/io.ts';

const renderers = {
  json: (report: LoadReport) => `${JSON.stringify(report)}\n`,
  csv: renderCsv,
  html: renderHtml,
};
type Format = keyof typeof renderers;
const formats = Object.keys(renderers) as Format[];

/** One `--report FORMAT=PATH`. */
export interface Target {
  readonly format: Format;
  /** `-` is standard output. */
  readonly path: string;
}

/** @throws HookswitchError `bad-flag`, and `bad-file` for a folder that cannot be made: before anything is sent. */
export function parseTargets(texts: readonly string[], io: Io): Target[] {
  const targets = texts.map(parseTarget);
  if (targets.filter(({ path }) => path === '-').length > 1) {
    throw new HookswitchError('bad-flag', 'only one report can go to standard output (-)');
  }
  for (const { path } of targets) {
    if (path !== '-') attempt(path, () => makeFolder(dirname(resolve(io.cwd, path))));
  }
  return targets;
}

export function writeTargets(targets: readonly Target[], report: LoadReport, io: Io): void {
  for (const { format, path } of targets) {
    const text = renderers[format](report);
    if (path === '-') io.raw.stdout.write(text);
    else attempt(path, () => writeFileSync(resolve(io.cwd, path), text));
  }
}

function parseTarget(text: string): Target {
  const at = text.indexOf('=');
  const name = text.slice(0, at);
  const path = text.slice(at + 1);
  if (at < 1 || path === '') {
    throw new HookswitchError(
      'bad-flag',
      `--report ${quote(text)} has to be FORMAT=PATH, such as html=load.html`,
    );
  }
  const format = formats.find((known) => known === name);
  if (format) return { format, path };
  throw new HookswitchError(
    'bad-flag',
    `--report ${quote(text)}: there is no format ${quote(name)}; formats are ${formats.join(', ')}`,
  );
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HookswitchError('bad-file', `${path} cannot be written (${code}); choose another path`);
  }
}
