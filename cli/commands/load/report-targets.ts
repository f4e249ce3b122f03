import { loadReportFormats, makeFolders, type Target } from '../../../load/report/files.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { quote } from '../../../text/quote.ts';
import type { Io } from '../../shared/io.ts';

/** @throws HookswitchError `bad-flag`, and `bad-file` for a folder that cannot be made: before anything is sent. */
export function parseTargets(texts: readonly string[], io: Pick<Io, 'cwd'>): Target[] {
  const targets = texts.map(parseTarget);
  if (targets.filter(({ path }) => path === '-').length > 1) {
    throw new HookswitchError('bad-flag', 'only one report can go to standard output (-)');
  }
  makeFolders(targets, io);
  return targets;
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
  const format = loadReportFormats.find((known) => known === name);
  if (format) return { format, path };
  throw new HookswitchError(
    'bad-flag',
    `--report ${quote(text)}: there is no format ${quote(name)}; formats are ${loadReportFormats.join(', ')}`,
  );
}
