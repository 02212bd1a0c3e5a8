import { z } from 'zod';

/**
 * A backup is gzipped lines of JSON: the header, then for each table its line and its rows, then the end. It holds what
 * both back ends have in common, so either can be restored from the other's. A row is the texts of its values as
 * PostgreSQL writes them, null for none, in the order of the table's columns.
 */
export const FORMAT = 1;

export const Header = z.object({
  rapport: z.literal('backup'),
  format: z.literal(FORMAT),
  /** When the backup was begun, as ISO 8601. */
  at: z.iso.datetime(),
  /** The last migration of the store. */
  migration: z.string(),
});
export type Header = z.output<typeof Header>;

export const TableLine = z.object({
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.int().nonnegative(),
});
export type TableLine = z.output<typeof TableLine>;

/** Sequences by name, each with its last value. */
export const EndLine = z.object({
  end: z.literal(true),
  sequences: z.record(z.string(), z.string()),
});
