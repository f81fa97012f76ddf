import type { Migration } from '../migrate.ts'

export const attempts0010: Migration = {
  version: 10,
  sql: `
    CREATE TABLE attempts (
      id TEXT PRIMARY KEY,
      level_id TEXT NOT NULL,
      level_title TEXT NOT NULL,
      mode TEXT NOT NULL,
      seed INTEGER NOT NULL,
      created_at REAL NOT NULL,
      ended_at REAL,
      score REAL,
      max REAL,
      milestones TEXT,
      heartbeat_at REAL
    ) STRICT;
    CREATE INDEX attempts_created_at ON attempts (created_at);

    CREATE TABLE events (
      attempt_id TEXT NOT NULL REFERENCES attempts (id),
      seq INTEGER NOT NULL CHECK (seq > 0),
      at REAL NOT NULL,
      type TEXT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (attempt_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
      BEGIN SELECT RAISE(ABORT, 'the log of an attempt is append-only'); END;
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events
      BEGIN SELECT RAISE(ABORT, 'the log of an attempt is append-only'); END;

    CREATE TABLE terminals (
      id TEXT PRIMARY KEY,
      attempt_id TEXT NOT NULL REFERENCES attempts (id),
      instance TEXT NOT NULL,
      opened_at REAL NOT NULL,
      closed_at REAL,
      bytes INTEGER NOT NULL DEFAULT 0,
      file TEXT NOT NULL
    ) STRICT;
    CREATE INDEX terminals_attempt ON terminals (attempt_id, opened_at);
  `,
}
