import type { OwnDatabase } from './database.ts';

/**
 * The tables, with names and values that read well in the sqlite3 shell. Ids are only looked up among pending deliveries, which are in
 * memory: an index over random ids would cost more than everything else.
 */
const tables: readonly string[] = [
  `CREATE TABLE contexts (
  id INTEGER PRIMARY KEY,
  webhook TEXT NOT NULL,
  url TEXT NOT NULL,
  method TEXT NOT NULL,
  timeout_seconds INTEGER NOT NULL,
  retry_count INTEGER NOT NULL,
  profile TEXT NOT NULL,
  fault TEXT
)`,
  `CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  context INTEGER NOT NULL REFERENCES contexts (id),
  event TEXT NOT NULL,
  accepted_at_ms INTEGER NOT NULL,
  message BLOB NOT NULL,
  signature TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  ended_at_ms INTEGER
)`,
  `CREATE INDEX pending_deliveries ON deliveries (seq) WHERE state = 'pending'`,
  `CREATE INDEX exhausted_deliveries ON deliveries (seq) WHERE state = 'exhausted'`,
  `CREATE TABLE attempts (
  delivery INTEGER NOT NULL REFERENCES deliveries (seq),
  n INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  elapsed_ms REAL,
  method TEXT,
  target TEXT,
  headers TEXT,
  body BLOB,
  outcome TEXT,
  status INTEGER,
  reason TEXT,
  answer_headers TEXT,
  answer_body BLOB,
  is_answer_complete INTEGER,
  phase TEXT,
  code TEXT,
  detail TEXT,
  PRIMARY KEY (delivery, n)
) WITHOUT ROWID`,
];

/** A journal of Hookswitch. */
export const journalDatabase: OwnDatabase = {
  /** "Hksw". */
  applicationId: 0x486b7377,
  /** Incremented with every change of the tables. */
  schemaVersion: 1,
  tables,
};
