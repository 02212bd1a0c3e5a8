import type { WinDrafts } from '../../crm/store/wins.ts';
import { WinDraft } from '../../crm/win/draft.ts';
import type { Database } from '../database/database.ts';
import { clean, json, maybeJson } from '../database/json.ts';

export const winDraftsOn = (database: Database): WinDrafts => ({
  async of(person) {
    const [row] = await database.query(
      `SELECT id, customer_id AS "customerId", kind, what, difference, money, picture, credits, about, offered, another, at
       FROM win_draft WHERE person_id = $1`,
      [person],
      { name: 'win-draft' },
    );
    return row ? WinDraft.parse(row) : null;
  },
  async save(person, draft) {
    const cells = {
      person_id: person,
      id: draft.id,
      customer_id: draft.customerId,
      kind: draft.kind,
      what: clean(draft.what),
      difference: draft.difference && clean(draft.difference),
      money: maybeJson(draft.money),
      picture: draft.picture,
      credits: json(draft.credits),
      about: draft.about,
      offered: json(draft.offered),
      another: draft.another,
      at: draft.at,
    };
    const columns = Object.keys(cells);
    await database.query(
      `INSERT INTO win_draft (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})
       ON CONFLICT (person_id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
      Object.values(cells),
    );
  },
});
