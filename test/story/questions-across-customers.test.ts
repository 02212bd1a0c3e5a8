import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerRecord } from '../../crm/customer/records.ts';
import { postListNews } from '../../jobs/follow/post-list-news.ts';
import { watchSignals } from '../../jobs/signal/check-signals.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, TOM, EMEKA] = [mail('ana'), mail('tom'), mail('emeka')];
const [MARCO, RAJ] = [mail('marco'), mail('raj')];
const GUS = 'gus@agency.example';
const RECORDS = demoOrganisation(NOW);
const company = (name: string): CustomerRecord =>
  RECORDS.find(
    (record): record is CustomerRecord => record.kind === 'customer' && record.name === name,
  )!;

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  /** Customers beyond those of the store that each list is said to have. */
  let crowd = 0;
  /** How many of a list were read at a time. */
  const asked: number[] = [];
  /** How many names of customers were read. */
  let namesRead = 0;
  /** How often each open task is said to be there. */
  let copies = 1;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: TOM, name: 'Tom Whitfield' },
        { email: EMEKA, name: 'Emeka Obi' },
        { email: MARCO, name: 'Marco Bellini' },
        { email: RAJ, name: 'Raj Patel' },
        { email: GUS, name: 'Gus', standing: 'guest' },
      ],
      now: () => clock.now,
      records: RECORDS,
      publicUrl: 'https://rapport.example',
      store: (store) => ({
        ...store,
        tasks: {
          ...store.tasks,
          async list(which) {
            const found = await store.tasks.list(which);
            return Array.from({ length: copies }, () => found).flat();
          },
        },
        customers: {
          ...store.customers,
          name(id) {
            namesRead += 1;
            return store.customers.name(id);
          },
          async listed(list, by) {
            const page = await store.customers.listed(list, by);
            asked.push(by.limit);
            return { ...page, count: Math.max(page.count, crowd) };
          },
        },
      }),
      channels: [
        { name: '#sales', members: [ANA, TOM] },
        { name: '#everybody', members: [ANA, EMEKA] },
        { name: '#with-guests', members: [ANA, GUS] },
      ],
    });
  });
  afterAll(() => chat.close());
  const lines = (text: string) => text.split('\n');

  test('who is at risk: one line a customer, worst first, the reason and the owner on it', async () => {
    const { text } = await chat.as(TOM).says('customers at risk');
    expect(lines(text)[0]).toMatch(/At risk · \d+ customers/);
    expect(text).toMatch(/Halden Logistics[^\n]*\n?[^\n]*⚠ 2 urgent tickets[^\n]*Ana/);
    // The worst health comes first.
    const order = ['Halden Logistics', 'Globex'].map((name) => text.indexOf(name));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect((await chat.as(TOM).presses('Only mine')).text).toMatch(/of yours/);
  });

  test('a line leads to the card', async () => {
    await chat.as(ANA).says('customers mine at risk');
    expect((await chat.as(ANA).presses('Show')).text).toContain('Owner Ana Ruiz');
  });

  test('renewals ahead: the next first, each with its day', async () => {
    const { text } = await chat.as(ANA).says('customers renewing 120 days');
    expect(text).toContain('until 24 Mar 2027');
    expect((await chat.as(ANA).says('what renews this month')).text).toMatch(/until 30 Nov/);
    for (const typed of ['what renews in december', 'customers renewing in december'])
      expect((await chat.as(ANA).says(typed)).text).toContain('from 1 Dec to 31 Dec');
    expect((await chat.as(ANA).says('renewals next quarter')).text).toContain(
      'from 1 Jan 2027 to 31 Mar 2027',
    );
    const days = [...text.matchAll(/renews [^,\n]+, in (\d+) days/g)].map(([, n]) => Number(n));
    expect(days.length).toBeGreaterThan(1);
    expect(days).toEqual([...days].sort((one, other) => one - other));
  });

  test('eight lines, and the button says how many more; each stands once', async () => {
    const seen = new Set<string>();
    const first = await chat.as(ANA).says('customers');
    const total = Number(/(\d+) customers of yours/.exec(first.text)?.[1]);
    let page = first.text;
    for (let more: string | undefined = 'begin'; more; ) {
      const names = await namesOn(page);
      expect(names.length).toBeLessThanOrEqual(8);
      for (const name of names) expect(seen.has(name)).toBe(false);
      for (const name of names) seen.add(name);
      more = /\[(\d+ more)\]/.exec(page)?.[1];
      if (more) page = (await chat.as(ANA).presses(more)).text;
    }
    expect(seen.size).toBe(total);
  });

  const namesOn = async (text: string): Promise<string[]> => {
    const rows = await chat.database.query<{ name: string }>('SELECT name FROM customer');
    return rows.flatMap(({ name }) =>
      lines(text).some((line) => line.replace(/^[-*\s]+/, '').startsWith(name)) ? [name] : [],
    );
  };

  test('late invoices are shown only to those who see invoices', async () => {
    expect((await chat.as(ANA).says('customers unpaid')).text).toMatch(
      /Late invoices · \d+ customer/,
    );
    const refused = (await chat.as(EMEKA).says('customers unpaid')).text;
    await chat.store.signals.setRule({ rule: 'failed-payment', isOn: true, threshold: 90 });
    expect((await chat.as(ANA).says('customers unpaid')).text).not.toMatch(/Late invoices ·/);
    await chat.store.signals.setRule({ rule: 'failed-payment', isOn: true, threshold: 1 });
    expect(refused).toContain('Late invoices are kept from your department');
    expect(refused).not.toMatch(/€|Late invoices ·/);
  });

  test('silence is what its signal says', async () => {
    await chat.store.signals.setRule({ rule: 'silence', isOn: true, threshold: 30 });
    const slot = { slot: '2026-11-24T05:12:00.000Z' };
    await chat.queue.send(watchSignals.kind, slot, { key: 'watch' });
    await chat.until(
      async () => (await chat.as(ANA).says('customers mine silent')).text.includes('of yours'),
      'the rule has looked',
    );
    expect((await chat.as(ANA).says('customers mine silent')).text).toMatch(
      /No contact for \d+ days/,
    );
  });

  test('a city narrows it; one that nobody lives in says what was looked at', async () => {
    const { text } = await chat.as(ANA).says('customers mine in Berlin');
    expect(text).toContain('in Berlin');
    expect(text).toContain('Acme Industries');
    const lost = (await chat.as(ANA).says('customers at risk in Atlantis')).text;
    expect(lost).toMatch(/I know no customer in Atlantis[\s\S]*I know cities by the name/);
    expect(lost).not.toContain('Nobody is at risk');
    for (const [typed, found] of [
      ['Germany', 'Acme Industries'],
      ['köln', 'Halden Logistics'],
    ])
      expect((await chat.as(ANA).says(`customers mine in ${typed}`)).text).toContain(found);
  });

  test('open tickets across customers: everybody’s, one’s own, a department’s, a colleague’s', async () => {
    const all = (await chat.as(TOM).says('how many tickets are open?')).text;
    const [row] = await chat.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ticket WHERE status IN ('open', 'waiting') AND opened_at <= $1`,
      [clock.now],
    );
    expect(all).toContain(`${row?.n} open tickets`);
    expect(all).toMatch(/· urgent[\s\S]*· normal|· urgent/);
    expect((await chat.as(TOM).says('my tickets')).text).toMatch(/No open ticket of yours/);
    expect((await chat.as(TOM).says('tickets support')).text).toMatch(/open tickets? of Support/);
    expect((await chat.as(TOM).says('tickets of @mia')).text).toMatch(/tickets? of Mia/);
    expect((await chat.as(TOM).says('tickets mia')).text).toMatch(/tickets? of Mia/);
    expect((await chat.as(TOM).says('tickets globx')).text).toContain('Globex');
    expect((await chat.as(TOM).says('tickets globex')).text).toContain('Globex');
  });

  test('urgent tickets and those of nobody are listed alone, and the heading says so', async () => {
    const tom = chat.as(TOM);
    const number = async (where: string) => {
      const [row] = await chat.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ticket WHERE status IN ('open', 'waiting') AND opened_at <= $1 AND ${where}`,
        [clock.now],
      );
      return row?.n ?? 0;
    };
    const [urgent, nobodys] = [
      await number(`priority = 'urgent'`),
      await number('owner_id IS NULL'),
    ];
    const said = (n: number, part: string) => (n ? `${n} ${part} open ticket` : `No ${part} open`);
    for (const typed of ['which tickets are urgent', 'tickets urgent']) {
      const { text } = await tom.says(typed);
      expect(text.startsWith(said(urgent, 'urgent'))).toBe(true);
      expect(text).not.toMatch(/· (?:high|normal|low)/);
    }
    for (const typed of ['unassigned tickets', 'tickets without an owner'])
      expect((await tom.says(typed)).text.startsWith(said(nobodys, 'unassigned'))).toBe(true);
    expect((await tom.says('urgent tickets in support')).text).toMatch(/urgent open .* of Support/);
    expect((await tom.says('urgent tickets of halden')).text).toMatch(
      /^2 urgent open tickets of Halden Logistics/,
    );
  });

  test('a colleague’s or a department’s open work is asked for in words, and is no customer', async () => {
    const tom = chat.as(TOM);
    await tom.says('task halden @kim send the log by friday');
    for (const typed of ['tasks of kim', "kim's tasks", 'kims tasks', 'tasks @kim'])
      expect((await tom.says(typed)).text).toMatch(/Kim Larsen · tasks · \d+ open/);
    for (const typed of ['what does kim have open', 'whats on kims plate'])
      expect((await tom.says(typed)).text).toMatch(/Kim Larsen · \d+ open/);
    expect((await tom.says('tickets of kim')).text).toMatch(/open tickets? of Kim/);
    expect((await tom.says('promises of kim')).text).toContain('Promises of Kim Larsen');
    expect((await tom.says('handoffs of jo')).text).toMatch(/Jo \S+ · handoffs/);
    expect((await tom.says('kim')).text).toContain('Support Engineer');
    expect((await tom.says("what's late in support")).text).toMatch(/Support · late/);
    expect((await tom.says('what is late in my department')).text).toMatch(/Sales · late/);
    expect((await tom.says('late handoffs in sales')).text).toMatch(/Sales · late handoffs/);
    expect((await tom.says('late promises in success')).text).toContain('Promises of Success');
    expect((await tom.says('tasks halden')).text).toMatch(/Halden Logistics · tasks · \d+ open/);
    await tom.presses('All that is open');
    expect((await tom.presses('Customer’s card')).text).toContain('Owner Ana Ruiz');
  });

  test('a slip of the finger shows nobody’s work: it is a contact’s customer, or asked about', async () => {
    for (const who of [TOM, ANA])
      for (const typed of ['tasks dana', 'dana tasks', 'what does dana have open'])
        expect((await chat.as(who).says(typed)).text).toMatch(/Globex/);
    const tom = chat.as(TOM);
    for (const typed of ['tasks emka', 'tasks @emka', 'promises emka', 'tickets emka'])
      expect((await tom.says(typed)).text).toMatch(
        /called “emka”[\s\S]*Did you mean[\s\S]*Emeka Okafor/,
      );
    expect((await tom.says('tickets today')).text).toBe((await tom.says('tickets')).text);
    await tom.says('tasks emka');
    expect((await tom.presses('Show')).text).toMatch(/^Emeka Okafor · tasks/);
  });

  test('names are read for the open things that are shown, and for no other', async () => {
    [namesRead, copies] = [0, 25];
    const { text } = await chat.as(TOM).says('tasks kim');
    copies = 1;
    expect(text).toMatch(/^Kim Larsen · tasks · \d*[1-9]\d open[\s\S]*\[\d+ more\]/);
    expect(namesRead).toBeGreaterThan(0);
    expect(namesRead).toBeLessThanOrEqual(10);
  });

  test('words of time and of courtesy are nobody’s name, and late work is one’s own', async () => {
    const tom = chat.as(TOM);
    const own = (await tom.says('tasks')).text;
    const words = ['today', 'this week', 'for today', 'due', 'due today', 'please', 'mine please'];
    for (const typed of words) expect((await tom.says(`tasks ${typed}`)).text).toBe(own);
    const waiting = (await tom.says('work')).text;
    for (const typed of ['work today', 'work this week', 'mine today'])
      expect((await tom.says(typed)).text).toBe(waiting);
    expect((await tom.says('tasks kim today please')).text).toMatch(/^Kim Larsen · tasks/);
    expect((await tom.says('what do we have open')).text).toMatch(/^Sales\b/);
    expect((await tom.says('are we late')).text).toMatch(/^Sales · late/);
    expect((await tom.says('what do you have open')).text).toBe(waiting);
    // Those that he gave are counted in both.
    const open = /^Tasks · (\d+) open/.exec(own)?.[1];
    expect(Number(open)).toBeGreaterThan(0);
    expect((await tom.says('tasks late')).text).toMatch(
      new RegExp(`^Tom Whitfield · late tasks · \\d+ of ${open} open`),
    );
    expect((await tom.says('work late today')).text).toMatch(/^Tom Whitfield · late/);
  });

  test('a name of nobody is said to be nobody’s, and a name of both is asked about', async () => {
    const tom = chat.as(TOM);
    for (const typed of ['tickets @nobody', 'tasks @nobody', 'handoffs @nobody'])
      expect((await tom.says(typed)).text).toMatch(
        /no colleague called “nobody”[\s\S]*work e-mail/,
      );
    expect((await tom.says('tickets zzblah')).text).toMatch(
      /no customer and no colleague called “zzblah”/,
    );
    const kim = { ...company('Tamarind Hotels'), externalId: 'kim', name: 'Kim Ltd' };
    await chat.store.records.save([{ ...kim, domains: [], references: [], url: null }]);
    expect((await tom.says('tickets kim')).text).toMatch(
      /“kim” could be several[\s\S]*Kim Ltd[\s\S]*Kim Larsen/,
    );
    expect((await tom.presses('Show')).text).toMatch(/Kim Ltd/);
    expect((await tom.says('tickets @kim')).text).toMatch(/open tickets? of Kim/);
  });

  test('a question is never offered to be kept as a note, and what cannot be searched is said', async () => {
    for (const words of ['which customers asked for SSO', 'who complained about the import?']) {
      const { text } = await chat.as(ANA).says(words);
      expect(text).toMatch(/I can’t search for words across all customers/);
      expect(text).not.toMatch(/note|task/i);
    }
  });

  test('the people at a customer, with their numbers where the reader may see them', async () => {
    const people = (await chat.as(ANA).says('people at halden')).text;
    expect(people).toMatch(/Heike Vogt[\s\S]*@/);
    for (const words of ['phone number of halden', 'contacts halden', 'who decides at halden'])
      expect((await chat.as(ANA).says(words)).text).toBe(people);
    const [heike = ''] = people.split('\n').filter((one) => one.includes('Heike Vogt'));
    const email = /[\w.]+@[\w.-]+\w/.exec(heike)?.[0] ?? 'none';
    expect((await chat.as(ANA).says('whois heike vogt')).text).toContain(email);
    expect((await chat.as(MARCO).says('phone number of heike vogt')).text).toContain(email);
    expect((await chat.as(RAJ).says('whois heike vogt')).text).not.toContain(email);
  });

  test('a figure’s name alone is the figure', async () => {
    const asked = await chat.as(ANA).says('kpi first response time');
    expect((await chat.as(ANA).says('first response time')).text).toBe(asked.text);
    for (const name of ['nps', 'churn', 'CSAT?', 'customer acquisition cost'])
      expect((await chat.as(ANA).says(name)).text).not.toContain('I know no customer');
  });

  test('nobody’s customers, a slip of the finger, and a renewal that is said once', async () => {
    expect((await chat.as(EMEKA).says('customers')).text).toContain('You own no customer.');
    expect((await chat.as(ANA).says('customers at rsik')).text).toMatch(/^At risk · \d+ customers/);
    const { text } = await chat.as(ANA).says('customers renewing 120 days');
    for (const line of lines(text)) expect(line.split('renews ').length).toBeLessThan(3);
  });

  test('a list is kept by a name, read anew each time, and given up', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('lists')).text).toContain('You have kept no list yet');
    const kept = await ana.says('customers mine renewing next quarter as Danger Zone');
    expect(kept.text).toMatch(/^Danger Zone · Renewals ahead[^\n]*\nKept\. Type list Danger Zone/);
    expect(kept.text).toContain('from 1 Jan 2027 to 31 Mar 2027');
    expect((await ana.says('list danger zone')).text).toMatch(/^Danger Zone · /);
    await ana.says('customers at risk in Berlin');
    await ana.presses('Keep this list');
    expect((await ana.fills({ name: 'berlin' })).text).toMatch(/^berlin · [\s\S]*in Berlin/);
    expect((await ana.says('lists')).text).toMatch(
      /berlin\W+customers at risk in Berlin[\s\S]*Danger Zone\W+customers mine renewing next quarter/,
    );
    expect((await chat.as(TOM).says('list berlin')).text).toContain('You have no list called');
    expect((await ana.says('list nowhere')).text).toContain('You have these: berlin, Danger Zone.');
    await ana.says('list berlin');
    expect((await ana.presses('Remove this list')).text).toContain('Removed: berlin');
    expect((await ana.says('lists')).text).not.toContain('berlin');
    const amounts = await chat.as(EMEKA).says('customers unpaid as late payers');
    expect(amounts.text).toContain('kept from your department');
    expect((await chat.as(EMEKA).says('lists')).text).toContain('no list yet');
  });

  const posts = (channel: string, has: string) =>
    chat.posts().filter((post) => post.channel === channel && post.text.includes(has));
  /** Runs the job twice, as two copies of the clock would. */
  async function daily(at: string): Promise<void> {
    clock.now = new Date(at);
    for (const n of [1, 2])
      await chat.queue.send(postListNews.kind, { slot: at }, { key: `${platform} ${at} ${n}` });
  }

  test('a channel follows a list: once a working day it hears who came and who left, until it stops', async () => {
    const ana = chat.as(ANA);
    await ana.says('customers at risk as worries');
    expect((await ana.says('follow list worries')).text).toContain('followed by a channel');
    const followed = await ana.says('follow list worries', { in: '#sales' });
    expect(followed.text).toMatch(
      /follows the list worries[\s\S]*customers stand on it[\s\S]*next tomorrow 09:00[\s\S]*2 people read/,
    );
    const before = await chat.store.listFollows.due(new Date('2027-01-01'));
    clock.now = new Date(NOW.getTime() + 60_000);
    expect((await ana.says('follow list worries', { in: '#sales' })).text).toContain(
      'follows the list worries already',
    );
    await chat.as(TOM).says('customers urgent as Worries');
    expect((await chat.as(TOM).says('follow list worries', { in: '#sales' })).text).toMatch(
      /another list called worries \(“customers at risk”, set up by Ana Ruiz\)[\s\S]*unfollow list worries/,
    );
    expect(await chat.store.listFollows.due(new Date('2027-01-01'))).toEqual(before);
    expect((await ana.says('lists', { in: '#sales' })).text).toMatch(
      /Lists that this channel follows\W+worries/,
    );
    const written = () => chat.database.query('SELECT xmin::text FROM list_follow_member');
    const rows = await written();
    await daily('2026-11-25T08:05:00.000Z');
    await chat.until(
      async () => (await chat.store.listFollows.due(clock.now)).length === 0,
      'it was looked at',
    );
    expect(await written()).toEqual(rows);
    expect(posts('#sales', 'worries')).toHaveLength(0);
    await chat.store.records.save([
      { ...company('Globex'), stage: 'live' },
      { ...company('Acme Industries'), stage: 'at-risk' },
    ]);
    await daily('2026-11-26T08:05:00.000Z');
    await chat.until(() => posts('#sales', 'worries: 1 new, 1 gone').length > 0, 'it is told');
    const told = await chat.as(TOM).looksAt('#sales', 'worries: 1 new');
    expect(told.text).toMatch(
      /New on the list\W+Acme Industries\W[\s\S]*No longer on it\W+Globex\W+Now: live/,
    );
    expect((await chat.as(TOM).presses('Stop here')).text).toContain('worries no more');
    await chat.store.records.save([company('Globex'), company('Acme Industries')]);
    await daily('2026-11-27T08:05:00.000Z');
    expect(await chat.store.listFollows.due(new Date('2027-01-01'))).toEqual([]);
    expect(posts('#sales', 'worries: ')).toHaveLength(1);
    clock.now = NOW;
  });

  test('a followed list is posted only where all may see it; its maker hears where that ends', async () => {
    const ana = chat.as(ANA);
    await ana.says('customers unpaid as late payers');
    expect((await ana.says('follow list late payers', { in: '#everybody' })).text).toContain(
      'That list is not shown here',
    );
    expect((await ana.says('follow list late payers', { in: '#with-guests' })).text).toContain(
      'I post no customer there',
    );
    expect((await ana.says('follow list nowhere', { in: '#sales' })).text).toContain(
      'You have no list called',
    );
    await ana.says('customers at risk');
    await ana.says('list late payers', { in: '#sales' });
    expect((await ana.presses('Follow in this channel')).text).toContain(
      'follows the list late payers',
    );
    chat.joins(EMEKA, '#sales');
    await daily('2026-11-30T08:05:00.000Z');
    expect((await ana.isTold('I could not post the list late payers')).text).toContain(
      'may not see the facts',
    );
    crowd = 5001;
    expect((await ana.says('follow list worries', { in: '#sales' })).text).toMatch(
      /more than 5000 customers on this list: too many to follow/,
    );
    chat.leaves(EMEKA, '#sales');
    await chat.database.query(`UPDATE list_follow SET told_at = told_at + interval '1 second'`);
    await daily('2026-12-01T08:05:00.000Z');
    expect((await ana.isTold('More customers stand on it now')).text).toContain('could not post');
    crowd = 0;
    expect((await ana.presses('Stop here')).text).toContain('late payers no more');
    expect(posts('#sales', 'late payers:')).toHaveLength(0);
    clock.now = NOW;
  });

  /** The address in the answer, at the server of this test. */
  const fileAt = (raw: unknown): string =>
    (/https:\/\/rapport\.example(\/exports\/[\w.-]+)/.exec(JSON.stringify(raw))?.[1] ?? '').replace(
      /^/,
      chat.pages,
    );

  test('a list as a file: a page with a button, once, for those who may take one out, and on record', async () => {
    const ana = chat.as(ANA);
    crowd = 50_001;
    expect((await ana.says('export customers at risk')).text).toMatch(
      /more than 50000 customers on this list: too many for one file\.[\s\S]*Narrow it/,
    );
    crowd = 0;
    asked.length = 0;
    const answer = await ana.says('export customers at risk');
    expect(asked).toEqual([1]);
    expect(answer.text).toMatch(/as a file[\s\S]*3 customers, for a spreadsheet[\s\S]*works once/);
    const address = fileAt(answer.raw);
    const page = await fetch(address);
    expect(await page.text()).toContain('<form method="post"><button>Download</button></form>');
    await chat.database.query('ALTER TABLE audit RENAME TO audit_away');
    const failed = await fetch(address, { method: 'POST' });
    await chat.database.query('ALTER TABLE audit_away RENAME TO audit');
    expect([failed.status, await failed.text()]).toEqual([
      500,
      expect.stringContaining('ask for the file again in the chat'),
    ]);
    const twice = await Promise.all(
      [address, address].map((each) => fetch(each, { method: 'POST' })),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 410]);
    const file = twice.find(({ status }) => status === 200)!;
    expect(file.headers.get('content-disposition')).toContain('customers.csv');
    const bytes = Buffer.from(await file.arrayBuffer()).toString();
    expect(bytes).toMatch(/^\uFEFFCustomer,Stage,Owner,[^\r\n]*,Revenue a year,Currency\r\n/);
    expect(bytes.trim().split('\r\n')).toHaveLength(4);
    expect(bytes).toMatch(/Globex,at risk,/i);
    const again = await fetch(address, { method: 'POST' });
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining('used before'),
    ]);
    for (const more of ['.a', '.', '.a.b'])
      expect((await fetch(`${address}${more}`, { method: 'POST' })).status).toBe(410);
    const forged = await fetch(`${address}x`, { method: 'POST' });
    expect(await forged.text()).toContain('not made here');
    const late = fileAt((await ana.says('list worries as csv')).raw);
    clock.now = new Date(NOW.getTime() + 11 * 60_000);
    expect(await (await fetch(late, { method: 'POST' })).text()).toContain(
      'older than ten minutes',
    );
    clock.now = NOW;
    const onRecord = await chat.store.audit.search({ limit: 200 });
    expect(onRecord.filter(({ detail }) => detail['export'] === 'fetched')).toHaveLength(1);
    expect((await chat.as(EMEKA).says('customers at risk as csv')).text).toContain(
      'takes no lists out of Rapport',
    );
    expect((await chat.as(EMEKA).says('customers at risk')).text).not.toContain('As a file');
  });

  test('words that are no list are answered with those there are, and nothing is guessed', async () => {
    expect((await chat.as(ANA).says('customers blue')).text).toMatch(
      /could not read “blue”[\s\S]*customers at risk/,
    );
  });
});
