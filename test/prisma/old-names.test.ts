import { expect, test } from 'vitest';
import type { Place } from '../../crm/person/place.ts';
import { appendedHere, eventsOn } from '../../prisma/event/repository.ts';
import { handoffsOn } from '../../prisma/handoff/repository.ts';
import { questionsOn } from '../../prisma/question/repository.ts';
import { roomsOn } from '../../prisma/room/repository.ts';
import { storeBefore } from './database/old-store.ts';
import { at } from './people-of-acme.ts';
import { ACME, BEN } from './work-of-acme.ts';

const NOW = at('2026-11-22T09:00');
const place: Place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: 'acme',
  shared: false,
};

test('rows under earlier names are read under today’s', async () => {
  const old = await storeBefore('questions_levels_and_room_lines', 'server');
  const { database } = old;
  const insert = (table: string, row: Readonly<Record<string, unknown>>) =>
    database.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_, i) => `$${i + 1}`)})`,
      Object.values(row),
    );
  const base = { customer_id: ACME, version: 1, created_at: NOW, giver_id: 'ana' };
  await insert('mention', { ...base, id: 'q1', receiver_id: BEN, words: 'Who signs?' });
  await insert('handoff', {
    ...base,
    id: 'h1',
    target: '{"kind":"person","person":"ben"}',
    holder_id: BEN,
    reason: 'Signed',
    promises: '[]',
    checklist: '[]',
    entries: '[]',
    talk: '[]',
    due_at: NOW,
    state: 'offered',
    reminders: 2,
    rung: 1,
  });
  await insert('room', {
    platform: place.platform,
    tenant: place.tenant,
    place_id: place.id,
    customer_id: ACME,
    place: JSON.stringify(place),
    posted: '1.1',
    said: 'live',
    opened_at: NOW,
  });
  await insert('event', {
    transaction: 0,
    id: 7,
    kind: 'handoff-overdue',
    customer_id: ACME,
    at: NOW,
    recorded_at: NOW,
    source: 'rapport',
    payload: '{"handoff":"h1","rung":1}',
  });
  await old.migrate();
  expect(await questionsOn(database).get('q1')).toMatchObject({ to: BEN, words: 'Who signs?' });
  expect(await handoffsOn(database).get('h1')).toMatchObject({ reminders: 2, level: 1 });
  expect(await roomsOn(database).get(place)).toMatchObject({ posted: '1.1', content: 'live' });
  expect(
    await eventsOn(database, appendedHere(), () => new Date(0)).get({ transaction: 0, id: 7 }),
  ).toMatchObject({
    kind: 'handoff-overdue',
    payload: { handoff: 'h1', level: 1 },
  });
  await old.close();
});
