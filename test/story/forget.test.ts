import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerRecord, SourceRecord } from '../../crm/customer/records.ts';
import { OPEN_FOR } from '../../crm/erasure/erasure.ts';
import { eraseJob } from '../../crm/erasure/jobs.ts';
import { sendJob } from '../../crm/store/change.ts';
import { endErasureQuestions } from '../../jobs/erasure/end-questions.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { contact, customer, departments, employee, entry, idOf } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (name: string) => `${name}@ours.example`;
const [LEA, ANA, KIM, BEN] = [mail('lea'), mail('ana'), mail('kim'), mail('ben')];
const PEOPLE = [LEA, ANA, KIM, BEN].map((email) => ({ email, name: email }));
const ZORGON: CustomerRecord = customer('z-1', {
  name: 'Zorgon Robotics',
  domains: ['zorgon.example'],
  owner: 'kim',
});
const OF_ZORGON: SourceRecord[] = [
  ZORGON,
  contact('zc', 'z-1', { name: 'Ivo Quast', email: 'ivo@zorgon.example', phone: '+49 30 8765432' }),
  entry('ze', 'z-1', { title: 'Call with Ivo Quast', contact: 'zc', at: NOW }),
  {
    kind: 'ticket',
    source: 'crm',
    externalId: 'zt',
    customer: 'z-1',
    subject: 'Zorgon Robotics is down',
    status: 'open',
    priority: 'high',
    owner: null,
    openedAt: NOW,
    firstResponseAt: null,
    firstResponseBy: null,
    schedule: null,
    solvedAt: null,
    escalated: false,
    satisfaction: null,
  },
];
const RECORDS: SourceRecord[] = [
  ...departments,
  employee('lea', { role: 'administrator' }),
  employee('ana', { role: 'administrator' }),
  employee('kim'),
  employee('ben', { role: 'manager' }),
  ...OF_ZORGON,
  customer('y-1', { name: 'Yttria' }),
  contact('yc', 'y-1', { name: 'Mona Bell', email: 'mona@yttria.example', phone: null }),
  entry('ye', 'y-1', {
    title: 'Mona Bell asked about Zorgon Robotics',
    body: 'write to mona@yttria.example',
    contact: 'yc',
    at: NOW,
  }),
  entry('yf', 'y-1', { title: 'Mona decides', body: 'M. Bell signs, says Bell', at: NOW }),
  customer('x-1', { name: 'Zorgon Robotics UK' }),
  entry('xe', 'x-1', { title: 'They show the Mona Lisa', at: NOW }),
];

/** Every text of every table in which these words stand, in any case; the queue's and files' too. */
async function everywhere({ database }: Bot, words: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname IN ('public', 'queue') AND tablename <> '_prisma_migrations'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE position(lower($1) IN lower(to_jsonb(t)::text)) > 0`,
      [words],
    );
    found.push(
      ...rows.map(
        ({ row }) =>
          `${name}: ${row.slice(Math.max(0, row.toLowerCase().indexOf(words.toLowerCase()) - 200)).slice(0, 400)}`,
      ),
    );
  }
  return found;
}

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => clock.now,
      records: RECORDS,
      channels: [{ name: '#sales', members: [LEA, ANA, KIM, BEN] }],
    });
    for (const email of [LEA, ANA, KIM, BEN]) await chat.as(email).says('help');
  });
  afterAll(() => chat.close());
  const told = (email: string, words: string) =>
    chat.told(email).filter(({ text }) => text.includes(words));

  test('a question that is kept, and one that nobody answers in time, erase nothing', async () => {
    const lea = chat.as(LEA);
    expect((await chat.as(KIM).says('forget zorgon robotics')).text).toContain('administrator');
    expect((await lea.says('forget')).text).toContain('Nothing was erased yet');
    const preview = await lea.says('forget zorgon robotics');
    expect(preview.text).toMatch(
      /Erase Zorgon Robotics\?[\s\S]*1 contact, 1 entry and 1 ticket\.[\s\S]*ana\./,
    );
    await lea.presses('Ask to erase it');
    expect((await lea.says('forget zorgon robotics')).text).toContain('Erase Zorgon Robotics?');
    expect((await lea.presses('Ask to erase it')).text).toContain('asked to erase that already');
    await chat.as(ANA).isTold('lea asks to erase Zorgon Robotics');
    expect((await chat.as(ANA).presses('Keep')).text).toContain('It stays');
    await lea.isTold('ana said no');
    await chat.until(
      () => told(ANA, 'asks to erase').length === 0,
      'a question that is answered cannot be answered on another device',
    );
    expect(told(BEN, 'asks to erase')).toEqual([]);

    await lea.says('forget ivo quast');
    await lea.presses('Ask to erase it');
    await chat.as(ANA).isTold('lea asks to erase Ivo Quast');
    clock.now = new Date(NOW.getTime() + OPEN_FOR);
    expect((await chat.as(ANA).presses('Erase')).text).toContain('its time is over');
    await chat.store.commit(
      [sendJob(endErasureQuestions.kind, { slot: clock.now.toISOString() }, { key: 'end' })],
      clock.now,
    );
    await lea.isTold('Nobody agreed within 7 days');
    await chat.until(() => told(ANA, '[Erase]').length === 0, 'its buttons are gone');
    expect((await chat.as(KIM).says('customer zorgon robotics')).text).toContain('Zorgon Robotics');
  });

  test('nobody agrees to their own asking; after the yes of another administrator nothing is left, anywhere', async () => {
    const [lea, ana, kim] = [chat.as(LEA), chat.as(ANA), chat.as(KIM)];
    const id = await idOf(chat.store, 'Zorgon Robotics');
    await kim.says('note zorgon robotics they pay late @ben');
    await chat.as(BEN).isTold('they pay late');
    await kim.says('task zorgon robotics: call them');
    await kim.says('share zorgon robotics', { in: '#sales' });
    await kim.presses('Share');
    await chat.until(
      async () => (await chat.database.query('SELECT 1 FROM customer_post')).length > 0,
      'it is shared',
    );
    await lea.says('forget Zorgon Robotics');
    await lea.presses('Ask to erase it');
    expect((await lea.says('forget')).text).toContain('Zorgon Robotics');
    expect((await lea.presses('Open')).text).not.toContain('[Erase]');
    await ana.isTold('lea asks to erase Zorgon Robotics');
    expect((await ana.presses('Erase')).text).toContain('It is being erased');
    const done = await lea.isTold('A customer is erased');
    expect(done.text).toMatch(/1 contact[\s\S]*1 note[\s\S]*lea asked for it, ana agreed/);
    expect(done.text).toMatch(/Backups from before[\s\S]*Proof: /);
    await ana.isTold('A customer is erased');

    const others = (found: string[]) => found.filter((row) => !/Zorgon Robotics UK/.test(row));
    for (const words of [
      'Zorgon Robotics',
      'zorgon.example',
      'Ivo Quast',
      '8765432',
      'they pay late',
      id,
    ])
      expect(others(await everywhere(chat, words)), words).toEqual([]);
    expect((await kim.says('customer zorgon robotics uk')).text).toContain('Zorgon Robotics UK');
    expect((await kim.says('timeline yttria')).text).toContain('Mona Bell asked about [erased]');
    await chat.until(
      () => chat.posts().every(({ text }) => !text.includes('Zorgon Robotics')),
      'the shared card is gone',
    );
    expect(
      chat
        .posts()
        .map(({ text }) => text)
        .join(),
    ).toContain('This was erased');
    await chat.until(
      () => told(BEN, 'they pay late').length === 0,
      'Ben’s message says it no more',
    );
    expect(told(BEN, 'This was erased')).not.toEqual([]);
    expect(told(ANA, 'Zorgon Robotics')).toEqual([]);

    expect((await lea.says('audit erasures')).text).toMatch(
      /Rapport · erased a customer[\s\S]*ana · agreed to erase[\s\S]*lea · asked to erase/,
    );
    expect((await lea.says('forget zorgon robotics')).text).toMatch(
      /A customer called zorgon robotics was erased/,
    );
  });

  test('it does not come back by an import, a contact neither, and a new text of it is counted', async () => {
    await chat.store.records.save([
      ...OF_ZORGON,
      customer('other-id', { name: 'Zorgon Robotics', domains: ['shop.zorgon.example'] }),
    ]);
    const zorgons = await chat.store.customers.find('zorgon robotics', 5);
    expect(zorgons.map(({ customer: { name } }) => name)).toEqual(['Zorgon Robotics UK']);
    expect((await chat.as(LEA).says('forget')).text).toMatch(
      /A customer · today[\s\S]*5 records of it refused since/,
    );
  });

  test('a contact alone: entries stay without the name, and the next reading brings it back nowhere', async () => {
    const [lea, ana] = [chat.as(LEA), chat.as(ANA)];
    expect((await lea.says('forget nobody@yttria.example')).text).toContain('No contact has');
    expect((await lea.says('forget mona@yttria.example')).text).toMatch(
      /Erase Mona Bell\?\n?[\s\S]*mona@yttria.example · Yttria[\s\S]*1 record of them and 1 entry stays without them/,
    );
    await chat.as(KIM).says('task yttria: call Mona');
    await chat.as(KIM).says('share yttria', { in: '#sales' });
    await chat.as(KIM).presses('Share');
    const shared = () => chat.posts().filter(({ text }) => text.includes('Mona Bell asked'));
    await chat.until(() => shared().length === 1, 'the shared card names them');
    await lea.says('forget mona@yttria.example');
    await lea.presses('Ask to erase it');
    const asked = await ana.isTold('lea asks to erase Mona Bell');
    expect(asked.text).toContain('mona@yttria.example · Yttria');
    await ana.presses('Erase');
    await lea.isTold('A contact is erased');
    await chat.until(() => shared().length === 0, 'the shared card goes on without them');
    expect(chat.posts().at(-1)?.text).toMatch(/Yttria[\s\S]*\[erased\] asked/);
    await chat.store.records.save(RECORDS);
    for (const words of ['Mona Bell', 'mona@yttria.example'])
      expect(await everywhere(chat, words), words).toEqual([]);
    const timeline = (await chat.as(KIM).says('timeline yttria')).text;
    expect(timeline).toContain('[erased] asked about');
    expect(timeline).toContain('[erased] decides');
    // Alone, a first name is many people's: it goes where they were a contact.
    const called = await everywhere(chat, 'mona');
    expect(called.filter((row) => !row.includes('the Mona Lisa'))).toEqual([]);
    expect(await everywhere(chat, 'M. Bell')).toEqual([]);
    expect((await chat.as(KIM).says('timeline zorgon robotics uk')).text).toContain('Mona Lisa');
  });

  test('done once, it is not done again', async () => {
    const [last] = await chat.store.erasures.list({ skip: 0, limit: 1 });
    const record = () =>
      chat.database.query(
        `SELECT (SELECT count(*)::int FROM message) AS messages, (SELECT count(*)::int FROM audit) AS lines,
          (SELECT to_jsonb(e) FROM erasure e WHERE id = $1) AS erasure`,
        [last!.id],
      );
    const before = await record();
    await chat.queue.send(eraseJob, { erasure: last!.id }, { key: 'again' });
    const runs = (state: string) =>
      chat.database.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM queue.job WHERE name = $1 AND state::text = $2',
        [eraseJob.id, state],
      );
    await chat.until(async () => (await runs('completed'))[0]?.n === 3, 'it ran a third time');
    expect(await record()).toEqual(before);
  });
});
