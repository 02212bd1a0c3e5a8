import type { Sql } from '../database/database.ts';

/** Tables of things that are one colleague's own. */
export const OF_PERSON = [
  'absence',
  'account_link',
  'chat_account',
  'connection',
  'draft',
  'follow',
  'hold_override',
  'look',
  'notification_preference',
  'saved_list',
  'win_draft',
];
/** Things of customers that stay may name a colleague. */
export const NAMING = [
  ['customer', 'owner_id'],
  ['deal', 'owner_id'],
  ['ticket', 'owner_id'],
  ['entry', 'person_id'],
  ['note', 'author_id'],
  ['task', 'holder_id'],
  ['task', 'created_by'],
  ['handoff', 'giver_id'],
  ['handoff', 'holder_id'],
  ['question', 'giver_id'],
  ['question', 'receiver_id'],
  ['win', 'author_id'],
  ['goal', 'set_by'],
  ['promise', 'promised_by'],
  ['promise', 'created_by'],
  ['promise', 'closed_by'],
  ['erasure', 'asked_by'],
  ['erasure', 'answered_by'],
] as const;

/** Tables of records that belong to a customer and are keyed by the source's id alone. */
export const OWNED_RECORDS = [
  'entry',
  'deal',
  'ticket',
  'subscription',
  'invoice',
  'payment',
  'survey_answer',
  'usage_day',
  'churn',
] as const;

/** Every table of something that belongs to a customer, but for the audit log. */
export async function customerTables(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT table_name::text AS name FROM information_schema.columns
      WHERE table_schema = current_schema() AND column_name = 'customer_id' AND table_name NOT IN ('audit', 'balance_step') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
