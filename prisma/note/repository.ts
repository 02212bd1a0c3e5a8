import { Note } from '../../crm/note/note.ts';
import type { Notes } from '../../crm/store/notes.ts';
import type { Database } from '../database/database.ts';
import { Instant } from '../database/values.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';
import { StoredOrigin } from './origin.ts';

export const NOTE: Table<Note> = {
  name: 'note',
  columns: {
    ...BASE,
    authorId: 'author_id',
    body: 'body',
    visibility: 'visibility',
    pinned: 'pinned',
    origin: 'origin',
    editedAt: 'edited_at',
    deletedAt: 'deleted_at',
    history: 'history',
  },
  json: ['origin', 'history'],
  record: Note.extend({
    origin: StoredOrigin.nullable(),
    history: Note.shape.history.element.extend({ at: Instant }).array(),
  }),
};

export const notesOn = (database: Database): Notes => ({
  get: (id) => one(database, NOTE, id),
  of: (customer, limit) =>
    read(database, NOTE, {
      rest: 'WHERE customer_id = $1 AND deleted_at IS NULL ORDER BY pinned DESC, created_at DESC, id LIMIT $2',
      values: [customer, limit],
      name: 'of-customer',
    }),
});
