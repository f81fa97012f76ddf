import type { Migration } from '../migrate.ts'

export const settings0020: Migration = {
  version: 20,
  sql: `
    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
    -- Values that could not be read, kept so that nothing a person had set is lost without a trace.
    CREATE TABLE rejected_settings (
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      reason TEXT NOT NULL,
      rejected_at REAL NOT NULL
    ) STRICT;
  `,
}
