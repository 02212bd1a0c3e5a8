import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Erasure, ErasureAbout } from '../../../crm/erasure/erasure.ts';
import type { Store } from '../../../crm/store/store.ts';
import { eraseAgreed } from '../../../jobs/erasure/erase.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { contact, customer, departments, employee, entry, idOf } from '../people-of-acme.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
let opened: FreshStore;
let store: Store;
beforeEach(async () => {
  opened = await freshStore('server', () => NOW);
  store = opened.store;
  await store.records.save([
    ...departments,
    employee('lea'),
    employee('ana', { name: 'Ana Ames' }),
  ]);
});
afterEach(() => opened.close());

const askFor = async (id: string, about: Omit<ErasureAbout, 'terms'>): Promise<Erasure> => {
  const [by] = await store.people.all();
  const asked: Erasure = {
    id,
    version: 1,
    state: 'asked',
    subject: about.customerId === null ? 'contact' : 'customer',
    about: { ...about, terms: null },
    counts: {},
    askedBy: by!.id,
    askedAt: NOW,
    answeredBy: null,
    answeredAt: null,
    finishedAt: null,
    proof: null,
    refused: 0,
  };
  await store.commit([{ kind: 'erasure', erasure: asked }]);
  const agreed: Erasure = { ...asked, version: 2, state: 'agreed', answeredBy: by!.id };
  await store.commit([{ kind: 'erasure', erasure: agreed }]);
  return agreed;
};
const eraseCustomer = async (name: string) => {
  const about = { customerId: await idOf(store, name), contacts: [], name };
  await store.erasures.erase((await askFor(`of ${name}`, about)).id);
};
const eraseContact = async (words: string) => {
  const [found] = await store.erasures.contacts(words, 1);
  const about = { customerId: null, contacts: found!.contacts, name: found!.name };
  await store.erasures.erase((await askFor(`of ${words}`, about)).id);
};
const titles = async () =>
  (
    await opened.database.query<{ title: string }>('SELECT title FROM entry ORDER BY external_id')
  ).map(({ title }) => title);

test('one contact less takes no word, mailbox or correction from anybody else', async () => {
  const records = [
    customer('a', { name: 'Acme' }),
    customer('b', { name: 'Bolt' }),
    contact('1', 'a', { name: 'Support', email: 'billing@acme.example', phone: '+49 30 8765432' }),
    contact('2', 'b', { name: 'Max Moor', email: 'billing@acme.example', phone: '+49 30 8765432' }),
    contact('3', 'a', { name: 'Ana Ames', email: 'ana@acme.example' }),
    contact('4', 'a', { name: 'Max Moor', email: 'max@acme.example' }),
    contact('5', 'a', { name: 'Ivo Quast', email: 'ivo@acme.example' }),
    entry('1', 'b', { title: 'Support called, write to billing@acme.example, +49 30 8765432' }),
    entry('2', 'b', { title: 'Ana Ames met Max Moor, max@acme.example' }),
    entry('3', 'b', { title: 'Ivo Quast asked Support' }),
  ];
  await store.records.save(records);
  for (const email of ['ana@acme.example', 'max@acme.example', 'ivo@acme.example'])
    await eraseContact(email);
  await eraseContact('Support');
  expect(await titles()).toEqual([
    'Support called, write to billing@acme.example, +49 30 8765432',
    'Ana Ames met Max Moor, [erased]',
    '[erased] asked Support',
  ]);
  await store.records.save([
    ...records,
    contact('2', 'b', { name: 'Max Moor', title: 'CFO', email: 'billing@acme.example' }),
    entry('3', 'b', { title: 'A corrected title' }),
  ]);
  expect(await opened.database.query('SELECT external_id AS id, title FROM contact')).toEqual([
    { id: '2', title: 'CFO' },
  ]);
  expect((await titles())[2]).toBe('A corrected title');
});

test('a customer whose name is a word of the machine takes no such word with it', async () => {
  const names = ['Slack', 'HubSpot', 'Text', 'Line', 'Target', 'Person', 'Timeline'];
  await store.records.save([
    ...names.map((name) => customer(`n-${name}`, { name })),
    contact('1', 'n-Slack', { name: 'Ivo Quast', phone: '2026' }),
    customer('b', { name: 'Bolt' }),
    entry('1', 'b', { title: 'Slack called in 2026', body: 'They left HubSpot' }),
  ]);
  const view = {
    title: 'About Slack',
    blocks: [
      { kind: 'text', line: ['By Target in 2026', { kind: 'person', accounts: { slack: 'U1' } }] },
      { kind: 'buttons', buttons: [{ action: 'timeline.page', data: { source: 'hubspot' } }] },
    ],
  };
  const [by] = await store.people.all();
  const run = (sql: string, ...values: unknown[]) => opened.database.query(sql, values);
  await run(
    `INSERT INTO message (key, subject_kind, subject_id, role, addressee, recipient, kind, line, why, view, state, pressing, created_at)
      VALUES ('m', 'target', 's', 'line', 'person', '{"kind": "person", "person": "p"}', 'text', 'Slack', 'x', $1::jsonb, 'sent', false, $2)`,
    JSON.stringify(view),
    NOW,
  );
  await run(
    `INSERT INTO connection (person_id, source, user_id, email, tokens, since) VALUES ($1, 'hubspot', 'u', 'a@b.example', 'HubSpot', $2)`,
    by!.id,
    NOW,
  );
  await run(`INSERT INTO event_consumer (name, transaction, event_id) VALUES ('timeline', 1, 1)`);
  for (const name of names) await eraseCustomer(name);
  const [message] = await run(
    'SELECT subject_kind AS subject, role, recipient, kind, line, view FROM message',
  );
  expect(message).toEqual({
    subject: 'target',
    role: 'line',
    recipient: { kind: 'person', person: 'p' },
    kind: 'text',
    line: '[erased]',
    view: {
      title: 'About [erased]',
      blocks: [
        {
          kind: 'text',
          line: ['By [erased] in 2026', { kind: 'person', accounts: { slack: 'U1' } }],
        },
        view.blocks[1],
      ],
    },
  });
  expect(await run('SELECT source, tokens FROM connection')).toEqual([
    { source: 'hubspot', tokens: 'HubSpot' },
  ]);
  expect(await run('SELECT name FROM event_consumer')).toContainEqual({ name: 'timeline' });
  expect(await run('SELECT title, body FROM entry')).toEqual([
    { title: '[erased] called in 2026', body: 'They left [erased]' },
  ]);
});

test('after the yes it became a part of another customer: nothing goes; one that became a part of it goes too', async () => {
  await store.records.save([
    customer('a', { name: 'Acme' }),
    customer('b', { name: 'Bolt' }),
    customer('c', { name: 'Cobalt' }),
    entry('1', 'c', { title: 'Bolt called' }),
  ]);
  const [a, b] = [await idOf(store, 'Acme'), await idOf(store, 'Bolt')];
  const join = { former: b, into: a, by: null, confidence: null, evidence: [] };
  await askFor('of-bolt', { customerId: b, contacts: [], name: 'Bolt' });
  await askFor('of-acme', { customerId: a, contacts: [], name: 'Acme' });
  await store.commit([{ kind: 'join', join }]);
  const told: string[] = [];
  const commit: Store['commit'] = (changes, now) => {
    for (const one of changes) if (one.kind === 'message') told.push(one.message.line);
    return store.commit(changes, now);
  };
  const reader = { locale: 'en-GB', zone: 'Europe/Berlin', now: NOW };
  await eraseAgreed.run({ erasure: 'of-bolt' }, {
    store: { ...store, commit },
    now: () => NOW,
    connectors: [],
    readerOf: () => reader,
  } as unknown as JobContext);
  expect(told.join()).toContain('became a part of another one meanwhile, so nothing is erased');
  expect(await titles()).toEqual(['Bolt called']);
  expect((await store.erasures.get('of-bolt'))?.state).toBe('kept');
  expect(await store.erasures.erase('of-acme')).toBe('erased');
  expect(await titles()).toEqual(['[erased] called']);
  await store.records.save([customer('b', { name: 'Bolt' })]);
  expect(await store.customers.find('bolt', 1)).toEqual([]);
});

test('a contact and an entry of two customers stay with the other one, and are read on', async () => {
  const [shared, call] = [
    contact('7', 'a', { name: 'Max Moor', email: 'max@moor.example', otherCustomers: ['b'] }),
    entry('7', 'a', { title: 'Max Moor called about Acme', otherCustomers: ['b'] }),
  ];
  const records = [
    customer('a', { name: 'Acme' }),
    customer('b', { name: 'Bolt' }),
    shared,
    call,
    contact('8', 'a', { name: 'Ivo Quast' }),
  ];
  await store.records.save(records);
  await eraseCustomer('Acme');
  const bolt = await idOf(store, 'Bolt');
  const people = async () =>
    opened.database.query(
      'SELECT customer_id AS customer, external_id AS id, name, title FROM contact',
    );
  expect(await people()).toEqual([{ customer: bolt, id: '7', name: 'Max Moor', title: null }]);
  expect(await titles()).toEqual(['Max Moor called about [erased]']);
  await store.records.save([...records, { ...shared, title: 'CFO' }]);
  expect(await people()).toEqual([{ customer: bolt, id: '7', name: 'Max Moor', title: 'CFO' }]);
  expect(await opened.database.query('SELECT 1 FROM association')).toEqual([]);
});
