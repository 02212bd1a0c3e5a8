import { afterAll, beforeAll, expect, test } from 'vitest';
import { EVERYBODY } from '../../../crm/figure/scope.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { firstResponseTime } from '../../../kpi/index.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const BERLIN = 'Europe/Berlin Mon-Fri 09:00-17:00';
const day = (last: string) =>
  scopeOf({ first: last, last }, EVERYBODY, { now: NOW, zone: 'Europe/Berlin' });

let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  await opened.database.query(
    `INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) VALUES ('a', 'a', 'live', 'a', '{}', $1)`,
    [NOW],
  );
});
afterAll(() => opened.close());

/** A ticket is opened on a Monday at 10:00 in Berlin, and somebody answers so many minutes later. */
type Answer = readonly [
  minutes: number,
  who: 'colleague' | 'bot' | 'customer',
  visibility?: string,
];
interface Told {
  at?: number;
  by?: string;
  schedule?: string;
  answers?: readonly Answer[];
}

async function opensTicket(monday: string, { at, by, schedule, answers = [] }: Told) {
  const openedAt = new Date(`${monday}T09:00:00Z`);
  const after = (minutes: number) => new Date(openedAt.getTime() + minutes * MINUTE);
  const { database } = opened;
  await database.query(
    `INSERT INTO ticket (source, external_id, customer_id, subject, status, priority, opened_at, first_response_at, first_response_by, schedule)
      VALUES ('desk', $1, 'a', 'Export', 'open', 'normal', $2, $3, $4, $5)`,
    [monday, openedAt, at === undefined ? null : after(at), by ?? null, schedule ?? null],
  );
  for (const [minutes, who, visibility = 'everyone'] of answers)
    await database.query(
      `INSERT INTO entry (customer_id, at, source, external_id, department, channel, direction, kind, title, visibility, record_kind, record_id)
        VALUES ('a', $1, 'desk', $2, 'support', $3, $4, 'message', 'Wrote', $5, 'ticket', $6)`,
      [
        after(minutes),
        `${monday} ${minutes}`,
        who === 'bot' ? 'system' : 'message',
        who === 'customer' ? 'inbound' : 'outbound',
        visibility,
        monday,
      ],
    );
}

test.each<[string, string, Told, number | null]>([
  ['the help desk tells of it', '2026-01-12', { at: 30 }, 30],
  ['the help desk’s is a bot’s', '2026-01-19', { at: 1, by: 'bot' }, null],
  ['the help desk’s is the customer’s own', '2026-01-26', { at: 1, by: 'customer' }, null],
  ['the help desk’s is a colleague’s', '2026-02-02', { at: 7, by: 'colleague' }, 7],
  [
    'a bot answered before a colleague',
    '2026-02-09',
    {
      at: 1,
      answers: [
        [1, 'bot'],
        [40, 'colleague'],
      ],
    },
    40,
  ],
  [
    'the customer wrote again first',
    '2026-02-16',
    {
      answers: [
        [5, 'customer'],
        [50, 'colleague'],
      ],
    },
    50,
  ],
  [
    'a note among colleagues came first',
    '2026-02-23',
    {
      answers: [
        [5, 'colleague', 'department'],
        [60, 'colleague'],
      ],
    },
    60,
  ],
  ['only a bot answered', '2026-03-02', { at: 1, answers: [[1, 'bot']] }, null],
  ['nobody answered', '2026-03-09', {}, null],
  ['after the organisation’s office hours', '2026-03-16', { at: 8 * 60 }, 7 * 60],
  [
    'in hours of its own, longer ones',
    '2026-03-23',
    { at: 8 * 60, schedule: 'Europe/Berlin Mon-Sun 00:00-24:00' },
    8 * 60,
  ],
  [
    'in hours of its own, elsewhere',
    '2026-04-20',
    { at: 8 * 60, schedule: 'America/New_York Mon-Fri 09:00-17:00' },
    4 * 60,
  ],
])('a first answer: %s', async (_, monday, told, minutes) => {
  await opensTicket(monday, told);
  const figure = await firstResponseTime.measure(opened.store.figureFacts.of(day(monday)));
  expect(figure.value).toBe(minutes);
  const { total } = await opened.store.figureFacts
    .of(day(monday))
    .records('tickets-answered', { skip: 0, limit: 9 });
  expect(total).toBe(minutes === null ? 0 : 1);
});

test('a wait over a change of the clocks counts by the offset of each day, and by the day of its answer', async () => {
  // From Friday 16:00 to Monday 10:00 in Berlin: the clocks went forward between them.
  await opensTicket('2026-03-27', { at: 72 * 60, schedule: BERLIN });
  const figure = await firstResponseTime.measure(opened.store.figureFacts.of(day('2026-03-30')));
  expect(figure.value).toBe(7 * 60 + 60 * 2);
  expect(figure.method).toBe('Median, in the hours of each ticket’s schedule.');
  expect(
    (await firstResponseTime.measure(opened.store.figureFacts.of(day('2026-03-27')))).value,
  ).toBeNull();
});
