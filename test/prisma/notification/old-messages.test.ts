import { afterEach, describe, expect, test } from 'vitest';
import { putPrivately, putToAll } from '../../../crm/notification/department-channel.ts';
import { type MessageSubject, shownBy } from '../../../crm/notification/message-subject.ts';
import { NotificationPreference } from '../../../crm/notification/preferences.ts';
import { putTo } from '../../../crm/notification/undelivered.ts';
import { PersonId } from '../../../crm/person/person.ts';
import { type Database, openDatabase } from '../../../prisma/database/database.ts';
import { migrate } from '../../../prisma/database/migrate.ts';
import { messagesOn } from '../../../prisma/notification/messages.ts';
import { notificationPreferencesOn } from '../../../prisma/notification/preferences.ts';
import { freshDatabase } from '../../store.ts';
import { at } from '../people-of-acme.ts';

/** The last migration before messages had subjects of their own. */
const BEFORE = '20261128195143_events';
const AWAY = '2026-12-01T08:00:00.000Z';
/** Every shape of key that there was, with the subject that it stands for. */
const OLD: Readonly<Record<string, MessageSubject>> = {
  'handoff:h1:2:packet:ana': { kind: 'handoff', id: 'h1', role: 'packet', version: 2 },
  'handoff:h1:2:packet:ben': { kind: 'handoff', id: 'h1', role: 'packet', version: 2 },
  'handoff:h1:1:packet:mia': { kind: 'handoff', id: 'h1', role: 'packet', version: 1 },
  'handoff:h1:3:news:ana': { kind: 'handoff', id: 'h1', role: 'news', version: 3 },
  'handoff:h1:3:channel': { kind: 'handoff', id: 'h1', role: 'channel', version: 3 },
  'handoff:h1:4:late': { kind: 'handoff', id: 'h1', role: 'late', version: 4 },
  [`handoff:h1:4:away:${AWAY}:ana`]: { kind: 'handoff', id: 'h1', role: 'away', version: 4 },
  'handoff:h1:4:accept:task:failed': { kind: 'handoff', id: 'h1', role: 'failed', version: 4 },
  'handoff:h1:task:failed': { kind: 'handoff', id: 'h1', role: 'failed', version: null },
  'help:handoff:h1:task:mia': { kind: 'handoff', id: 'h1', role: 'help', version: null },
  'untold:handoff:h1:ben': { kind: 'handoff', id: 'h1', role: 'undelivered', version: null },
  'untold:handoff:h1:all': { kind: 'handoff', id: 'h1', role: 'undelivered', version: null },
  'task:t1:2:ben': { kind: 'task', id: 't1', role: 'news', version: 2 },
  [`task:t1:2:away:${AWAY}:ana`]: { kind: 'task', id: 't1', role: 'away', version: 2 },
  'task:t1:2:failed': { kind: 'task', id: 't1', role: 'failed', version: 2 },
  'help:task:t1:2:mia': { kind: 'task', id: 't1', role: 'help', version: null },
  'untold:task:t1:ben': { kind: 'task', id: 't1', role: 'undelivered', version: null },
  'mention:q1.0': { kind: 'question', id: 'q1', role: 'asked', version: null },
  'mention:q1.11': { kind: 'question', id: 'q1', role: 'asked', version: null },
  'mention:q1:channel': { kind: 'question', id: 'q1', role: 'channel', version: null },
  'mention:q1.0:answer:2': { kind: 'question', id: 'q1', role: 'answer', version: 2 },
  'untold:mention:q1.0:ben': { kind: 'question', id: 'q1', role: 'undelivered', version: null },
  'untold:mention:q1:all': { kind: 'question', id: 'q1', role: 'undelivered', version: null },
  'note:n1:mention:ben': { kind: 'note', id: 'n1', role: 'mention', version: null },
  'note:n1:3:failed': { kind: 'note', id: 'n1', role: 'failed', version: 3 },
  'help:note:n1:3:mia': { kind: 'note', id: 'n1', role: 'help', version: null },
  'untold:note:n1:ben': { kind: 'note', id: 'n1', role: 'undelivered', version: null },
  'win:w1:ben': { kind: 'win', id: 'w1', role: 'thanks', version: null },
  'untold:win:w1:C1': { kind: 'win', id: 'w1', role: 'unposted', version: null },
  'untold:share:ana:acme:slack:C1:1': {
    kind: 'customer',
    id: 'acme',
    role: 'unposted',
    version: null,
  },
  'followed:crm:ticket:1:urgent:person:ben': {
    kind: 'customer',
    id: 'acme',
    role: 'news',
    version: null,
  },
  'owner:acme:2:failed': { kind: 'customer', id: 'acme', role: 'failed', version: null },
  'summary:ben:2026-11-16': { kind: 'person', id: 'ben', role: 'summary', version: null },
  'help:unreached:ben:mia': { kind: 'person', id: 'ben', role: 'help', version: null },
  [`claim:teams:T1:29:U1:${AWAY}`]: {
    kind: 'account-link',
    id: 'teams:T1:29:U1',
    role: 'claim',
    version: null,
  },
  'note:n1': { kind: 'other', id: 'note:n1', role: 'other', version: null },
  'anything else': { kind: 'other', id: 'anything else', role: 'other', version: null },
};
const SENT = at('2026-11-20T10:00');
const BEN = PersonId.parse('ben');
const SET = NotificationPreference.parse({
  kinds: { win: 'muted' },
  dailyAt: '08:30',
  quiet: null,
  daysOff: [6, 7],
  snoozedUntil: null,
  mutedCustomers: ['acme'],
  named: false,
});
const PLACE = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: null,
  shared: false,
};

const cleaners: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean();
});

/** An empty one without tables. */
async function oldDatabase(): Promise<Database> {
  const { place, remove } = await freshDatabase({ empty: true });
  cleaners.push(remove);
  const database = await openDatabase(place);
  cleaners.push(() => database.close());
  return database;
}

describe('messages that were stored under keys that said what they are about', () => {
  async function migrated() {
    const old = await oldDatabase();
    await migrate(old, { until: BEFORE });
    for (const key of Object.keys(OLD)) {
      const to = /:(?:channel|late)$/.test(key)
        ? { kind: 'place', place: PLACE }
        : { kind: 'person', person: key.split(':').at(-1) };
      await old.query(
        `INSERT INTO message (key, addressee, recipient, kind, customer_id, line, why, view, pressing, state, created_at)
         VALUES ($1, 'person:ben', $2, 'mention', 'acme', 'A line', 'A reason', '{"title":"A line","blocks":[]}', true, 'sent', $3)`,
        [key, JSON.stringify(to), SENT],
      );
    }
    await old.query(
      `UPDATE message SET state = 'gathered', due_at = created_at WHERE key = 'task:t1:2:ben'`,
    );
    await old.query('INSERT INTO attention (person_id, settings) VALUES ($1, $2)', [
      BEN,
      JSON.stringify(SET),
    ]);
    await migrate(old);
    return old;
  }

  test('are found by it: to be brought up to date, put to each in private, or reported to their sender; what was deferred and set stays so', {
    timeout: 60_000,
  }, async () => {
    const database = await migrated();
    const messages = messagesOn(database);
    const stored = await Promise.all(Object.keys(OLD).map((key) => messages.get(key)));
    expect(Object.fromEntries(stored.map((one) => [one?.key, one?.subject]))).toEqual(OLD);

    const shown = async (kind: 'handoff' | 'task' | 'question' | 'note' | 'win', id: string) =>
      (await messages.of({ kind, id }))
        .filter(({ subject }) => shownBy(subject))
        .map(({ key }) => key);
    const keptUp = (start: RegExp) =>
      Object.keys(OLD)
        .filter((key) => start.test(key))
        .toSorted();
    expect((await shown('handoff', 'h1')).toSorted()).toEqual(keptUp(/^handoff:h1:/));
    expect((await shown('task', 't1')).toSorted()).toEqual(keptUp(/^task:t1:/));
    expect((await shown('question', 'q1')).toSorted()).toEqual(keptUp(/^mention:q1/));
    expect((await shown('note', 'n1')).toSorted()).toEqual(keptUp(/^(?:help:)?note:n1:/));
    expect(await shown('win', 'w1')).toEqual(['win:w1:ben']);

    const instead = async (key: string) => putPrivately((await messages.get(key))!);
    expect(await instead('handoff:h1:3:channel')).toEqual(
      putToAll({ kind: 'handoff', id: 'h1', version: 3, late: false }, { privately: true }),
    );
    expect(await instead('handoff:h1:4:late')).toEqual(
      putToAll({ kind: 'handoff', id: 'h1', version: 4, late: true }, { privately: true }),
    );
    expect(await instead('mention:q1:channel')).toEqual(
      putToAll({ kind: 'mention', id: 'q1' }, { privately: true }),
    );

    const members = ['ana', 'ben', 'mia'].map((id) => PersonId.parse(id));
    const together = async (key: string) =>
      (await putTo((await messages.get(key))!, members, { messages })).map((one) => one.key);
    expect(await together('handoff:h1:2:packet:ben')).toEqual([
      'handoff:h1:2:packet:ana',
      'handoff:h1:2:packet:ben',
    ]);
    expect(await together('mention:q1.0')).toEqual(['mention:q1.0', 'mention:q1.11']);
    expect(await together('task:t1:2:ben')).toEqual(['task:t1:2:ben']);

    const waiting = await messages.deferred({ kind: 'person', person: BEN }, SENT);
    expect(waiting.map(({ key, state }) => [key, state])).toEqual([['task:t1:2:ben', 'deferred']]);
    expect(await notificationPreferencesOn(database).get(BEN)).toEqual(SET);
  });
});
