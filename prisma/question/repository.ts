import { Mention } from '../../crm/question/question.ts';
import type { Questions } from '../../crm/store/questions.ts';
import type { Database } from '../database/database.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';

export const QUESTION: Table<Mention> = {
  name: 'question',
  columns: {
    ...BASE,
    from: 'giver_id',
    to: 'receiver_id',
    words: 'words',
    noteId: 'note_id',
    answer: 'answer',
    answeredAt: 'answered_at',
  },
  json: [],
  record: Mention,
};

export const questionsOn = (database: Database): Questions => ({
  get: (id) => one(database, QUESTION, id),
  list: ({ to, answered, limit }) =>
    read(database, QUESTION, {
      rest: `WHERE receiver_id = $1 AND (answered_at IS NOT NULL) = $2 ORDER BY created_at DESC, id LIMIT $3`,
      values: [to, answered, limit],
      name: 'to',
    }),
  of: ({ id, customerId }) =>
    read(database, QUESTION, {
      rest: 'WHERE customer_id = $1 AND note_id = $2 ORDER BY created_at, id LIMIT 500',
      values: [customerId, id],
      name: 'in',
    }),
});
