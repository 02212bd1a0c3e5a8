import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Action } from '../../cards/view/action.ts';
import type { CustomerRecord, SourceRecord } from '../../crm/customer/records.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import { postListNews } from '../../jobs/follow/post-list-news.ts';
import { watchSignals } from '../../jobs/signal/check-signals.ts';
import { type Bot, bot, CHAT_PLATFORMS, type ChatPlatform } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { entry, idOf } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, HELENA, YUKI] = [mail('ana'), mail('ben'), mail('helena'), mail('yuki')];
const [LEA, TOM] = [mail('lea'), mail('tom')];
/** Slack opens an entry by the menu that has its words, Teams by a button beside it. */
const FIRST_OF_BATCH = { slack: 'today 10:14 News: piece 01 of the batch', teams: 'Open' };
const MANY = Array.from({ length: 24 }, (_, i) => `piece ${String(i + 1).padStart(2, '0')}`);

/** Customers of Ana in the demo organisation that have not left. */
const OWNED = demoOrganisation(NOW).filter(
  (one) => one.kind === 'customer' && one.owner === ANA && one.stage !== 'churned',
).length;
/** Answers to its surveys of satisfaction. */
const RATINGS = demoOrganisation(NOW).filter(
  (one) => one.kind === 'survey-answer' && one.survey === 'csat',
).length;
const SOURCE = 'lists';
const company = (externalId: string): CustomerRecord => ({
  kind: 'customer',
  source: SOURCE,
  externalId,
  name: `Zephyr ${externalId} GmbH`,
  segment: null,
  industry: null,
  city: null,
  country: null,
  stage: 'live',
  owner: ANA,
  revenue: null,
  renewsOn: null,
  health: null,
  since: null,
  domains: [],
  url: null,
  references: [],
});
const COMPANIES: SourceRecord[] = [
  ...MANY.map((piece) => company(piece)),
  ...Array.from({ length: 108 }, (_, i) => ({
    ...company(`quillon ${i + 1}`),
    name: `Quillon k${i + 1}`,
    owner: null,
  })),
  ...MANY.map((piece) => ({
    kind: 'contact' as const,
    source: SOURCE,
    externalId: piece,
    customer: MANY[0] ?? '',
    name: `Contact of ${piece}`,
    title: null,
    email: null,
    phone: null,
  })),
  // Nobody answered: a signal at each of them.
  ...MANY.map((piece) =>
    entry(piece, piece, {
      source: SOURCE,
      at: new Date(NOW.getTime() - 120 * 3_600_000),
      direction: 'inbound',
    }),
  ),
];

/** The same array on both platforms: the second time it is copied. */
const RECORDS = [...demoOrganisation(NOW), ...COMPANIES];

/** A list and how it is reached. */
interface List {
  by: string;
  typed: string;
  /** A post in a channel, instead of something typed. */
  post?: string;
  presses?: string | readonly (string | Readonly<Record<ChatPlatform, string>>)[];
  /** Stands once in each row. */
  row: string;
  /** Begins the list on a card that has several. */
  under?: string;
  /** How many it has; more where the demo organisation has some. */
  all: number;
}

/** Every list that goes on, by the action of its button. */
const LISTS: Readonly<Record<string, readonly List[]>> = {
  'customer.choices': [
    { by: ANA, typed: 'customer zephyr piece', row: 'Zephyr piece', all: MANY.length },
    { by: ANA, typed: 'task zephyr piece: call them', row: 'Add the task to', all: MANY.length },
  ],
  'connect.people': [
    {
      by: LEA,
      typed: 'setup crm',
      presses: 'Own accounts',
      row: 'Zoe piece',
      all: MANY.length - 2,
    },
  ],
  'customer.contacts': [
    {
      by: ANA,
      typed: 'customer zephyr piece 01 gmbh',
      presses: 'People there',
      row: 'Contact of',
      all: MANY.length,
    },
  ],
  'customers.page': [
    { by: ANA, typed: 'customers followed', row: 'Zephyr piece', all: MANY.length },
  ],
  'lists.show': [
    { by: ANA, typed: 'customers followed as all', row: 'Zephyr piece', all: MANY.length },
  ],
  'forget.list': [{ by: LEA, typed: 'forget', row: 'A contact', all: MANY.length }],
  'follow.list': [{ by: ANA, typed: 'follow', row: 'Zephyr piece', all: MANY.length }],
  'follow.list-news': [
    { by: ANA, post: 'watched: 24 new', typed: '', row: 'Zephyr piece', all: MANY.length },
  ],
  'kpi.why': [
    {
      by: ANA,
      typed: 'kpi customer satisfaction all',
      presses: 'Why?',
      row: ' · Helpdesk ',
      all: RATINGS,
    },
  ],
  'me.muted': [{ by: TOM, typed: 'me off sat sun', row: 'Hear of Zephyr', all: MANY.length }],
  'messages.list': [
    {
      by: TOM,
      typed: 'messages',
      presses: [FIRST_OF_BATCH, 'Back to the list'],
      row: 'News · piece',
      all: MANY.length,
    },
  ],
  'messages.recent': [{ by: YUKI, typed: 'messages', row: 'Task · Helena', all: MANY.length }],
  'note.texts': [
    {
      by: ANA,
      typed: 'notes zephyr piece 02 gmbh',
      presses: ['Show', '23 earlier texts'],
      row: 'said piece',
      all: MANY.length - 1,
    },
  ],
  'notes.list': [{ by: ANA, typed: 'notes zephyr piece 01 gmbh', row: '“pinned', all: 10 }],
  'people.show': [
    {
      by: LEA,
      typed: 'people',
      row: 'Stranger piece',
      under: 'accounts are nobody’s',
      all: MANY.length,
    },
    {
      by: LEA,
      typed: 'people',
      row: 'Channel piece',
      under: 'channels have no settings',
      all: MANY.length - 2,
    },
    {
      by: LEA,
      typed: 'people',
      row: 'Zoe piece',
      under: 'no account that I have seen',
      all: MANY.length - 2,
    },
  ],
  'signals.dry-run': [
    { by: LEA, typed: 'signals unanswered letter on', row: 'Zephyr piece', all: MANY.length },
  ],
  'signals.list': [{ by: HELENA, typed: 'signals', row: 'Zephyr piece', all: MANY.length }],
  'tasks.list': [
    { by: ANA, typed: 'tasks', row: 'task piece', under: 'You gave', all: MANY.length },
    { by: BEN, typed: 'tasks', row: 'task piece', all: MANY.length },
  ],
  'promises.show': [{ by: ANA, typed: 'promises', row: 'promise piece', all: MANY.length }],
  'wins.month': [{ by: ANA, typed: 'wins', row: 'win piece', all: MANY.length }],
  'handoffs.list': [
    {
      by: ANA,
      typed: 'handoffs',
      row: 'Acme Industries · Ana → Ben',
      under: 'From you',
      all: MANY.length + 1,
    },
    { by: ANA, typed: 'handoffs', row: 'declined', under: 'Decided lately', all: MANY.length },
  ],
  'work.open': [{ by: TOM, typed: 'tasks @ben', row: 'task piece', all: MANY.length }],
  'work.show': [{ by: BEN, typed: 'work', row: 'Acme Industries: piece', all: MANY.length + 1 }],
  'work.customers': [
    {
      by: ANA,
      typed: 'work',
      row: 'new since yesterday',
      under: 'You own',
      all: MANY.length + OWNED,
    },
  ],
};

const isAction = (value: unknown): value is Action =>
  typeof value === 'object' && value !== null && 'name' in value && 'data' in value;

test('every list that goes on is in the table', async () => {
  const files = readdirSync('cards', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('/actions.ts'),
  );
  const modules = await Promise.all(files.map((file) => import(`../../cards/${file}`)));
  const going = modules
    .flatMap((module) => Object.values(module).filter(isAction))
    .filter(({ data }) => data instanceof z.ZodObject && 'skip' in data.shape)
    .map(({ name }) => String(name));
  expect(Object.keys(LISTS).toSorted()).toEqual(going.toSorted());
});

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben' },
        { email: HELENA, name: 'Helena' },
        { email: YUKI, name: 'Yuki' },
        { email: LEA, name: 'Lea' },
        { email: TOM, name: 'Tom' },
      ],
      now: () => NOW,
      channels: [{ name: '#lists', members: [ANA] }],
      records: RECORDS,
    });
    const ana = chat.as(ANA);
    await ana.says('handoff acme industries @ben "piece 00"');
    const { store } = chat;
    const from = (await store.people.byEmail(ANA))!.id;
    const [first] = await store.handoffs.list({ given: from, open: true, limit: 1 });
    const like = first as Handoff;
    const ben = (await store.people.byEmail(BEN))!.id;
    const helena = (await store.people.byEmail(HELENA))!.id;
    await store.commit(
      MANY.flatMap((piece, i) => workOn(piece, { ...like, id: `many-${i}` }, [from, ben])),
      NOW,
    );
    await ana.says('customers followed as watched');
    await ana.says('follow list watched', { in: '#lists' });
    for (const piece of MANY) {
      const id = await idOf(store, `Zephyr ${piece} GmbH`);
      await store.customers.follow(from, id, true, NOW);
      await store.customers.follow(helena, id, true, NOW);
    }
    const slot = NOW.toISOString();
    await chat.database.query('UPDATE list_follow SET next_at = $1', [NOW]);
    await chat.queue.send(postListNews.kind, { slot }, { key: `lists ${slot}` });
    await chat.queue.send(watchSignals.kind, { slot }, { key: `watch ${slot}` });
    const rules = ['unanswered-letter'];
    const found = { person: helena, followed: true, rules, limit: 100 };
    await chat.until(
      async () => (await store.signals.list(found)).length === MANY.length,
      'the signals stand',
    );
    await chat.until(
      () => chat.posts().some(({ text }) => text.includes('watched: 24 new')),
      'the channel is told of its list',
    );
    await forAdministrators(chat);
    await forTom(chat);
    for (const piece of MANY.slice(0, 10))
      await ana.says(`note zephyr piece 01 gmbh pinned ${piece}`);
    await chat.as(YUKI).says('me');
    for (const piece of MANY) await chat.as(HELENA).says(`task globex @yuki ${piece}`);
    await ana.says('note zephyr piece 02 gmbh said last');
    const [written] = await chat.database.query<{ id: string }>(
      `SELECT id FROM note WHERE body = 'said last'`,
    );
    const note = (await store.notes.get(written?.id ?? ''))!;
    const history = MANY.slice(1).map((piece) => ({
      at: NOW,
      body: `said ${piece}`,
      visibility: note.visibility,
    }));
    await store.commit(
      [{ kind: 'note', note: { ...note, version: note.version + 1, history } }],
      NOW,
    );
  });
  afterAll(() => chat.close());

  const counted = (text: string, words: string) => text.split(words).length - 1;

  test.each(
    Object.entries(LISTS).flatMap(([action, lists]) =>
      lists.map((list, i) => ({ name: `${action} ${i}`, ...list })),
    ),
  )('$name: “$typed” goes on to its end', async ({ by, typed, post, presses, row, under, all }) => {
    const person = chat.as(by);
    let { text } = await (post ? person.looksAt('#lists', post) : person.says(typed));
    for (const label of presses === undefined ? [] : [presses].flat())
      ({ text } = await person.presses(typeof label === 'string' ? label : label[platform]));
    let rest = under === undefined ? text : text.slice(text.indexOf(under));
    let rows = 0;
    for (;;) {
      const [label, left] = /(\d+) more\b/.exec(rest) ?? [];
      const shown = counted(label ? rest.slice(0, rest.indexOf(label)) : rest, row);
      rows += shown;
      if (!label) break;
      expect(shown).toBeGreaterThan(0);
      expect(Number(left)).toBeGreaterThanOrEqual(all - rows);
      rest = (await person.presses(label)).text;
    }
    expect(rows).toBe(all);
  });

  test('a form says where more customers look alike than it offers, and the name is typed on there', async () => {
    const ana = chat.as(ANA);
    await ana.says('task');
    await ana.presses('Open the form');
    const few = await ana.fills({ customer: 'zephyr piece', what: 'plan the review' });
    expect(few.text).toContain('Several customers look like “zephyr piece”. Which one?');
    expect(counted(JSON.stringify(few.raw), '"Zephyr piece')).toBe(MANY.length);
    const many = await ana.fills({ customer: 'quillon', what: 'plan the review' });
    expect(many.text).toContain('More customers than fit here look like “quillon”');
    expect((await ana.fills({ customer: 'quillon k108', what: 'plan the review' })).text).toMatch(
      /Quillon k108[\s\S]*plan the review/,
    );
  });

  test('a leader’s handoffs of each department', async () => {
    const { text } = await chat.as(HELENA).says('handoffs');
    const [label = '', left = ''] = /Success · open[\s\S]*?((\d+) more)/.exec(text)?.slice(1) ?? [];
    expect(Number(left)).toBeGreaterThan(MANY.length - 1);
    const next = await chat.as(HELENA).presses(label);
    expect(counted(next.text, '→')).toBe(10);
    expect(next.text).toContain(`${Number(left) - 10} more`);
  });
});

/** An account that is nobody's, a channel without settings and a colleague without an account, about each piece. */
async function forAdministrators({ database }: Bot): Promise<void> {
  // As many each that no two of the buttons are called the same.
  // The channel of a list is one more.
  const [accounts, channels, people] = [0, 2, 2].map((n) => JSON.stringify(MANY.slice(n)));
  await database.query(
    `INSERT INTO chat_account (platform, tenant, user_id, standing, email, name, checked_at)
      SELECT 'slack', 'T1', p, 'member', p || '@elsewhere.example', 'Stranger ' || p, $2 FROM jsonb_array_elements_text($1::jsonb) p`,
    [accounts, NOW],
  );
  await database.query(
    `INSERT INTO audit (at, platform, tenant, user_id, place, action, detail)
      SELECT $2, 'slack', 'T1', 'U1', 'channel ' || p, 'look-up', '{}' FROM jsonb_array_elements_text($1::jsonb) p`,
    [channels, NOW],
  );
  await database.query(
    `INSERT INTO person (id, name, email, department_id, role, active)
      SELECT 'zoe-' || p, 'Zoe ' || p, 'zoe.' || p || '@rapport.example', 'sales', 'member', true FROM jsonb_array_elements_text($1::jsonb) p`,
    [people],
  );
  await database.query(
    `INSERT INTO connection (person_id, source, user_id, email, since)
      SELECT id, 'hubspot', '7', email, $1 FROM person WHERE name LIKE 'Zoe piece%'`,
    [NOW],
  );
  await database.query(
    `INSERT INTO erasure (id, version, state, subject, counts, asked_at, finished_at, proof)
      SELECT p, 1, 'done', 'contact', '{}', $2, $2, p FROM jsonb_array_elements_text($1::jsonb) p`,
    [JSON.stringify(MANY), NOW],
  );
  // Everybody else has an account.
  await database.query(
    `INSERT INTO chat_account (platform, tenant, user_id, standing, email, name, checked_at, person_id)
      SELECT 'elsewhere', 'T1', id, 'member', email, name, $1, id FROM person p
      WHERE name NOT LIKE 'Zoe piece%' AND NOT EXISTS (SELECT 1 FROM chat_account a WHERE a.person_id = p.id)`,
    [NOW],
  );
}

/** Tom has muted every Zephyr, and was sent one batch of messages. */
async function forTom(chat: Bot): Promise<void> {
  const { store, database } = chat;
  await chat.as(TOM).says('me');
  const tom = (await store.people.byEmail(TOM))!.id;
  const mutedCustomers = await Promise.all(
    MANY.map((piece) => idOf(store, `Zephyr ${piece} GmbH`)),
  );
  const preference = await store.notificationPreferences.get(tom);
  await store.notificationPreferences.save(tom, { ...preference, mutedCustomers });
  await database.query(
    `INSERT INTO message (key, subject_kind, subject_id, role, addressee, recipient, kind, line, why, view, pressing, state, created_at, sent_at, sent_as)
      SELECT 'batch-' || p, 'customer', p, 'news', 'person:' || $3::text, jsonb_build_object('kind', 'person', 'person', $3::text),
        'followed', p || ' of the batch', 'Why', '{"title": "News", "blocks": []}', false, 'sent', $2, $2, '{"place": null, "reference": "batch"}'
      FROM jsonb_array_elements_text($1::jsonb) p`,
    [JSON.stringify(MANY), NOW, tom],
  );
}

/** A handoff that is open and one that was declined, a task each way, and a win, about one piece. */
function workOn(
  reason: string,
  like: Handoff,
  [ana, ben]: readonly [PersonId, PersonId],
): Change[] {
  const fields = { customerId: like.customerId, version: 1, createdAt: NOW };
  const task = {
    ...fields,
    what: `task ${reason}`,
    createdBy: ana,
    dueAt: null,
    snoozedUntil: null,
    state: 'open' as const,
    doneAt: null,
    reminders: 0,
    origin: null,
  };
  return [
    { kind: 'handoff', handoff: { ...like, reason, talk: [] } },
    {
      kind: 'handoff',
      handoff: { ...like, id: `${like.id}-no`, state: 'declined', decidedAt: NOW, decision: 'no' },
    },
    {
      kind: 'promise',
      promise: {
        ...fields,
        id: `${like.id}-promise`,
        what: `promise ${reason}`,
        to: null,
        dueOn: null,
        by: ana,
        department: 'sales',
        createdBy: ana,
        visibility: 'everyone',
        state: 'open',
        closedAt: null,
        closedBy: null,
        reason: null,
        brokenOn: null,
        level: -1,
        remindAt: null,
        origin: { kind: 'typed' },
        history: [],
      },
    },
    { kind: 'task', task: { ...task, id: `${like.id}-ana`, holder: ana, createdBy: ben } },
    {
      kind: 'task',
      task: {
        ...task,
        id: `${like.id}-ben`,
        holder: ben,
        snoozedUntil: new Date(NOW.getTime() + 9e8),
      },
    },
    {
      kind: 'win',
      win: {
        ...fields,
        id: `${like.id}-win`,
        author: ana,
        kind: 'other',
        what: `win ${reason}`,
        difference: null,
        money: null,
        picture: null,
        credits: [{ person: ana, for: '' }],
        state: 'posted',
        kudos: [],
        about: null,
      },
    },
  ];
}
