/** What lies in the journal's file (SQLite). */
export const JOURNAL_LAYOUT = 1;
/** `type` of a batch: `body` is zstd of `encodeStatements`. */
export const BATCH_STATEMENTS = 1;

/**
 * `batch`: accepted observations, numbered from `first` on. `state`: `layout`; `last`, a number that was given
 * already though its batch may be forgotten; `stopped`, whether the last run ended as it should; `damaged`, whether
 * a page was found that cannot be read.
 */
export const JOURNAL_TABLES = `
  CREATE TABLE IF NOT EXISTS batch (
    first INTEGER PRIMARY KEY, count INTEGER NOT NULL, type INTEGER NOT NULL, body BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
`;
