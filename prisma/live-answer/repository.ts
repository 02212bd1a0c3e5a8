import { z } from 'zod';
import type { LiveAnswer } from '../../crm/live-answer/live-answer.ts';
import { Place } from '../../crm/person/place.ts';
import type { LiveAnswers } from '../../crm/store/live-answers.ts';
import type { Database } from '../database/database.ts';
import { json } from '../database/json.ts';

const Row = z.object({
  about: z.string(),
  shown: z.record(z.string(), z.unknown()),
  place: Place,
  reference: z.string(),
  user: z.string(),
  at: z.date(),
});

export function liveAnswersOn(database: Database): LiveAnswers {
  return {
    async save({ place, reference, user, about, shown, at }: LiveAnswer) {
      const { platform, tenant, id } = place;
      await database.query(SAVE, [
        ...[platform, tenant, id, reference, user, about],
        ...[json(place), json(shown), at],
      ]);
    },
    async of(about) {
      const rows = await database.query(
        'SELECT about, shown, place, reference, user_id AS user, at FROM live_answer WHERE about = $1 ORDER BY at, reference',
        [about],
      );
      return rows.map((row) => Row.parse(row));
    },
    async remove({ place: { platform, tenant, id }, reference }) {
      await database.query(
        'DELETE FROM live_answer WHERE platform = $1 AND tenant = $2 AND place_id = $3 AND reference = $4',
        [platform, tenant, id, reference],
      );
    },
    async removeOf({ place: { platform, tenant, id }, user }) {
      await database.query(
        'DELETE FROM live_answer WHERE platform = $1 AND tenant = $2 AND place_id = $3 AND user_id = $4',
        [platform, tenant, id, user],
      );
    },
  };
}

const SAVE = `INSERT INTO live_answer (platform, tenant, place_id, reference, user_id, about, place, shown, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)
  ON CONFLICT (platform, tenant, place_id, reference) DO UPDATE
  SET user_id = excluded.user_id, about = excluded.about, place = excluded.place, shown = excluded.shown, at = excluded.at`;
