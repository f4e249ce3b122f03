import { HookswitchError } from '../../../text/errors/errors.ts';
import { GroupCommit } from '../group-commit.ts';
import type { Journal, JournalledDelivery, JournalQuery } from '../journal.ts';
import { type NumberedEntry, PendingDeliveries } from '../pending-deliveries.ts';
import { type OpenDatabase, openOwnDatabase } from './database.ts';
import { journalFailed } from './error.ts';
import { deliveryReader, firstSeqReader, lastSeq, readPlaces } from './read.ts';
import { endedRemover, type Removal } from './remove.ts';
import { journalDatabase } from './schema.ts';
import { type DeliverySearch, deliverySearcher, type NumberedDelivery } from './search.ts';
import { entryWriter } from './write.ts';

/** A journal that can be searched by the numbers of its deliveries. */
export interface SearchableJournal extends Journal {
  /** The number of the last accepted delivery; `append` increments it before it resolves. 0 if none. */
  readonly lastSeq: number;
  /** The number of the oldest stored delivery; 1 if none. @throws HookswitchError `journal-failed`. */
  readonly firstSeq: number;
  /**
   * Stored deliveries, newest first.
   *
   * @throws HookswitchError `journal-failed`.
   */
  search(search: DeliverySearch): NumberedDelivery[];
  /**
   * Removes ended deliveries, oldest first, and returns how many. The last one stays, since `append` continues its numbers.
   *
   * @throws HookswitchError `journal-failed`.
   */
  removeEnded(removal: Removal): number;
}

/**
 * A journal in a SQLite file, which is created if missing. Once `append` has resolved, its entries survive a crash. The file is locked
 * until the journal is closed or the process ends. How to read it: docs/journal.md.
 *
 * @param path The file.
 * @throws HookswitchError `journal-failed` when the file is not a journal, is damaged or in use, or cannot be read and written.
 */
export function openSqliteJournal(path: string): Promise<Journal> {
  return openSearchableJournal(path);
}

/** Like {@link openSqliteJournal}, for code that shows the content of a journal. @throws HookswitchError `journal-failed`. */
export async function openSearchableJournal(path: string): Promise<SearchableJournal> {
  if (path === '' || path.includes('\0'))
    throw new HookswitchError(
      'journal-failed',
      `the path of the journal, ${JSON.stringify(path)}, is not a valid path; give the path of a file`,
    );
  const open = await openOwnDatabase(path, journalDatabase).catch((error) => {
    throw journalFailed(path, error);
  });
  try {
    return journalIn(open, path);
  } catch (error) {
    open.close();
    throw journalFailed(path, error);
  }
}

function journalIn({ database, close }: OpenDatabase, path: string): SearchableJournal {
  const pending = new PendingDeliveries(readPlaces(database), lastSeq(database));
  const write = entryWriter(database);
  const read = deliveryReader(database);
  const find = deliverySearcher(database);
  const first = firstSeqReader(database);
  const remove = endedRemover(database);
  const inSentences = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw journalFailed(path, error);
    }
  };
  const group = new GroupCommit<NumberedEntry>((placed) => inSentences(() => write(placed)));
  let isClosed = false;
  const assertOpen = () => {
    if (isClosed) throw new HookswitchError('journal-failed', `the journal ${path} was closed`);
  };

  return {
    append: async (entries) => {
      assertOpen();
      await group.add(pending.place(entries));
    },
    deliveries: function* (query: JournalQuery = {}): Generator<JournalledDelivery> {
      assertOpen();
      try {
        yield* read(query);
      } catch (error) {
        throw journalFailed(path, error);
      }
    },
    get lastSeq() {
      return pending.lastSeq;
    },
    search: (search) => {
      assertOpen();
      return inSentences(() => find(search));
    },
    get firstSeq() {
      assertOpen();
      return inSentences(first);
    },
    removeEnded: (removal) => {
      assertOpen();
      return inSentences(() => remove(removal));
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      // A failed journal is closed too. It has already reported the failure.
      await group.add([]).catch(() => {});
      close();
    },
  };
}
