import { HookswitchError } from '../../text/errors/errors.ts';
import { Deliveries } from './deliveries.ts';
import type { SearchableJournal } from './journal.ts';
import { type LineFile, type LineFileWords, openLocked } from './line-file.ts';
import { entryOf, type JournalLine, lineOf, parseLine } from './lines.ts';

/** How a journal in a file is opened. */
export interface JournalOptions {
  /** How many of the latest ended deliveries to keep; default all. Pending ones are always kept. */
  readonly keepEnded?: number;
}

/** Only its owner may read it: it contains telephone numbers and responses of receivers. */
const words: LineFileWords = {
  kind: 'journal',
  code: 'journal-failed',
  instead: 'choose another file',
  mode: 0o600,
};

/**
 * The size at which a journal takes no more deliveries: about 100,000. It is in memory while it is open. The attempts of those that it has
 * may still double it.
 */
const maxBytes = 256 * 1024 ** 2;

/**
 * A journal in a file of JSON lines, which is created if missing. Once `append` has resolved, its entries survive a kill of the process. The
 * file is locked until the journal is closed or the process ends. How to read it: docs/journal.md.
 *
 * @param path The file.
 * @param options How much it keeps.
 * @throws HookswitchError `journal-failed` when the file is not a journal, is damaged or in use, or cannot be read and written.
 */
export async function openJournal(path: string, options: JournalOptions = {}): Promise<SearchableJournal> {
  if (path === '' || path.includes('\0'))
    throw new HookswitchError(
      'journal-failed',
      `the path of the journal, ${JSON.stringify(path)}, is not a valid path; give the path of a file`,
    );
  const { file, close } = await openLocked(path, words, (line) => parseLine(line) !== undefined);
  const { keepEnded = Number.POSITIVE_INFINITY } = options;
  const isTidied = Number.isFinite(keepEnded);
  const deliveries = new Deliveries(keepEnded);
  try {
    if (!isTidied && file.size > 2 * maxBytes) throw tooLarge(path);
    readInto(deliveries, file);
  } catch (error) {
    close();
    throw error;
  }
  let isClosed = false;
  const assertOpen = () => {
    if (isClosed) throw new HookswitchError('journal-failed', `the journal ${path} was closed`);
  };
  const allLines = function* () {
    for (const entry of deliveries.entries()) yield lineOf(entry);
  };

  return {
    append: async (entries) => {
      assertOpen();
      const numbered = deliveries.number(entries);
      if (!isTidied && file.size > maxBytes && entries.some(({ kind }) => kind === 'accepted'))
        throw tooLarge(path);
      file.append(asOne(numbered.map(lineOf)));
      deliveries.add(numbered);
      if (isTidied) file.tidy(allLines);
    },
    deliveries: (query = {}) => {
      assertOpen();
      return deliveries.read(query);
    },
    get lastSeq() {
      return deliveries.lastSeq;
    },
    get firstSeq() {
      return deliveries.firstSeq;
    },
    search: (search) => {
      assertOpen();
      return deliveries.search(search);
    },
    close: async () => {
      if (!isClosed) close();
      isClosed = true;
    },
  };
}

/** A kill can leave the first of several lines that were written at once. */
function asOne(lines: readonly JournalLine[]): JournalLine[] {
  return lines.map((line, at) => (at < lines.length - 1 ? { ...line, more: true } : line));
}

function readInto(deliveries: Deliveries, file: LineFile): void {
  let group: { readonly n: number; readonly line: JournalLine }[] = [];
  let groupStart = 0;
  for (const { n, text, end } of file.lines()) {
    const line = parseLine(text);
    if (!line) throw file.damaged(n);
    group.push({ n, line });
    if (line.more) continue;
    for (const one of group) if (!hasAdded(deliveries, one.line)) throw file.damaged(one.n);
    group = [];
    groupStart = end;
  }
  file.cutAt(groupStart);
}

/** False for a line that no journal has at this place. */
function hasAdded(deliveries: Deliveries, line: JournalLine): boolean {
  const { entry, number } = entryOf(line) ?? {};
  if (!entry || (number !== undefined && number <= deliveries.lastSeq)) return false;
  try {
    const [numbered] = deliveries.number([entry]);
    if (numbered) deliveries.add([{ ...numbered, seq: number ?? numbered.seq }]);
    return true;
  } catch {
    return false;
  }
}

function tooLarge(path: string): HookswitchError {
  return new HookswitchError(
    'journal-failed',
    `the journal ${path} is larger than ${maxBytes / 1024 ** 2} MiB; move it elsewhere to start with a new one, or choose another file`,
  );
}
