import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import { sendJob } from '../../crm/store/change.ts';
import { remindPromises } from '../../jobs/promise/remind-promises.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, MIA, GRACE, INGRID, PARTNER] = ['ana', 'ben', 'mia', 'grace', 'ingrid', 'pat'].map(
  mail,
) as [string, string, string, string, string, string];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  let crm: MemoryCrm;
  beforeAll(async () => {
    crm = memoryCrm({ id: 'crm', name: 'the CRM', customers: 'any' });
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Osei' },
        { email: MIA, name: 'Mia Hoffmann' },
        { email: GRACE, name: 'Grace Chen' },
        { email: INGRID, name: 'Ingrid Solberg' },
        { email: PARTNER, name: 'Pat', standing: 'outsider' },
      ],
      channels: [{ name: '#with-partner', members: [ANA, PARTNER], shared: true }],
      now: () => clock.now,
      connectors: [crm],
      records: demoOrganisation(NOW),
    });
    for (const email of [ANA, BEN, MIA, GRACE, INGRID]) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());
  const ask = async (email: string, words: string) => (await chat.as(email).says(words)).text;
  const openOf = async (name: string) => {
    const customer = (await chat.store.customers.find(name, 1))[0]!.customer.id;
    return chat.store.promises.open({ customer, limit: 50 });
  };

  test('a typed promise stands on the card, on the timeline and in the CRM', async () => {
    const text = await ask(ANA, 'promise globex SSO by 1 Dec');
    expect(text).toMatch(/Globex: SSO/);
    expect(text).toMatch(/Noted\. I remind you the working day before/);
    expect(text).toMatch(/Promised by 1 Dec, in 14 days · Ana/);
    expect(await openOf('globex')).toMatchObject([
      { what: 'SSO', dueOn: '2026-12-01', department: 'sales', state: 'open' },
    ]);
    expect(await ask(MIA, 'globex')).toMatch(/Promised SSO by 1 Dec · Ana/);
    expect(await ask(MIA, 'timeline globex only promises')).toMatch(/Ana promised: SSO/);
    await chat.until(() => crm.tasks().length > 0, 'the CRM has the task');
    expect(crm.tasks()).toMatchObject([{ what: 'Promised to the customer: SSO', done: false }]);
  });

  test('one for today is reminded of before its hour, and warns of nothing yet', async () => {
    const text = await ask(ANA, 'promise globex call back by 5pm today');
    expect(text).toMatch(/Noted\. I remind you today 16:00/);
    expect(await ask(ANA, 'globex')).not.toContain('nothing is heard of it');
    expect(await ask(ANA, 'promise globex send it by last friday')).toMatch(/has passed/);
    await ask(ANA, 'cancel');
    await chat.as(ANA).says('promise globex call back by 5pm today');
    await chat.as(ANA).presses('Withdraw');
    await chat.as(ANA).fills({ reason: 'They called' });
  });

  test('a colleague’s promise is theirs: they hear of it, and keep it with a press', async () => {
    expect(await ask(ANA, 'promise globex @ben "training in German" by 9 Dec')).toMatch(
      /Ben hears of it/,
    );
    const told = await chat.as(BEN).isTold('Ana noted that you promised it');
    expect(told.text).toMatch(/Globex: training in German/);
    expect((await chat.as(BEN).presses('Kept')).text).toMatch(/Kept\. Thank you!/);
    expect((await chat.as(ANA).isTold('Ben says that it is kept')).text).toMatch(/Kept · Ben/);
    expect(chat.told(ANA).some(({ text }) => text.includes('that you kept it'))).toBe(false);
    expect(await ask(MIA, 'globex')).not.toMatch(/training in German by/);
  });

  test('moved and withdrawn with a form, each stays on the timeline', async () => {
    await ask(BEN, 'promise solvang a daily report by 30 Nov');
    await chat.as(BEN).presses('New date');
    const moved = await chat.as(BEN).fills({ due: '2026-12-04', 'due~hour': '15:00' });
    expect(moved.text).toMatch(/a daily report \(15:00\)/);
    expect(moved.text).toMatch(/Promised by 4 Dec, in 17 days · Ben/);
    expect(moved.text).toMatch(/Was promised by 30 Nov · moved by Ben today/);
    await chat.as(BEN).presses('Withdraw');
    const { text } = await chat.as(BEN).fills({ reason: 'They want a weekly one' });
    expect(text).toMatch(/Withdrawn · Ben, today[\s\S]*Why: They want a weekly one/);
    expect(await ask(MIA, 'solvang')).not.toMatch(/Promised a daily report/);
    expect(await ask(MIA, 'timeline solvang only promises')).toMatch(
      /Ben withdrew the promise[\s\S]*Ben moved the promise[\s\S]*Ben promised: a daily report/,
    );
    expect((await chat.as(BEN).says('promises solvang')).text).toMatch(
      /Before[\s\S]*a daily report \(15:00\) · Withdrawn/,
    );
  });

  test('a day that cannot be read is asked about, and nothing is kept', async () => {
    const asked = await chat.as(ANA).says('promise vela SSO by 31 feb');
    const form = asked.form ? asked : await chat.as(ANA).presses('Open the form');
    expect(form.text).toMatch(/There is no “31 feb”/);
    expect((await openOf('vela')).map(({ what }) => what)).not.toContain('SSO');
    const filled = await chat.as(ANA).fills({ what: 'SSO', due: '2026-11-20', to: 'Inês' });
    expect(filled.text).toMatch(/Vela[^:]*: SSO[\s\S]*by 20 Nov[\s\S]*to Inês/);
  });

  test('`promises` lists mine, a customer’s, my department’s; kept from the list it leaves it', async () => {
    await ask(ANA, 'promise kestrel an offer by 20 Nov');
    const mine = await ask(ANA, 'promises');
    expect(mine).toMatch(/Your promises to customers[\s\S]*\d open/);
    expect(mine).toMatch(/Kestrel[^:]*: an offer/);
    expect(await ask(MIA, 'promises kestrel')).toMatch(/an offer[\s\S]*by 20 Nov · Ana/);
    expect(await ask(MIA, 'promises my department')).toMatch(/Promises of Support/);
    expect(await ask(MIA, 'all promises')).toMatch(/Everybody’s promises[\s\S]*an offer/);
    expect(await ask(MIA, 'late promises')).toMatch(/Everybody’s promises[\s\S]*None is late/);
    expect(await ask(INGRID, 'promises')).toMatch(
      /Promises of Sales[\s\S]*None of yours is open[\s\S]*an offer/,
    );
    expect(await ask(MIA, 'promises sales')).toMatch(/an offer/);
    await ask(ANA, 'promises kestrel');
    const { text } = await chat.as(ANA).presses('Kept');
    expect(text).toMatch(
      /Kept\. Thank you![\s\S]*Promises to Kestrel|Promises to Kestrel[\s\S]*Kept\. Thank you!/,
    );
    expect(await ask(ANA, 'promises')).not.toMatch(/an offer/);
  });

  test('a promise is nobody else’s to keep, but a manager’s and the owner’s', async () => {
    await ask(BEN, 'promise solvang a talk with our engineers by 20 Nov');
    const { text } = await chat.as(MIA).says('promises solvang');
    expect(text).toMatch(/a talk with our engineers/);
    expect(text).not.toContain('[Kept]');
    const [promise] = await openOf('solvang');
    expect(promise).toMatchObject({ state: 'open', version: 1 });
  });

  test('an amount in its words is hidden from those who see none', async () => {
    await ask(ANA, 'promise tamarind 12 more seats for €9,000 by 27 Nov');
    expect(await ask(ANA, 'promises tamarind')).toMatch(/9,000/);
    expect(await ask(MIA, 'promises tamarind')).not.toMatch(/9,000/);
    expect(await ask(MIA, 'tamarind')).not.toMatch(/9,000/);
    expect(await ask(ANA, 'timeline tamarind')).not.toMatch(/9,000/);
  });

  test('a note that sounds like a promise proposes it, and one tap makes it one, as private as the note', async () => {
    const { text } = await chat
      .as(BEN)
      .says('note olivar "Good call. I promised them SSO by 4 Dec."');
    expect(text).toContain('Sounds like a promise: “SSO by 4 Dec”');
    expect(await openOf('olivar')).toEqual([]);
    expect((await chat.as(BEN).presses('Note the promise')).text).toMatch(
      /Olivar[^:]*: SSO[\s\S]*Promised by 4 Dec/,
    );
    expect(await openOf('olivar')).toMatchObject([
      { what: 'SSO', dueOn: '2026-12-04', visibility: 'everyone', origin: { kind: 'note' } },
    ]);
    await chat.as(BEN).says('note olivar "I promised Katrin to call back by 5pm tomorrow"');
    await chat.as(BEN).presses('Note the promise');
    expect((await openOf('olivar')).find(({ to }) => to === 'Katrin')?.what).toBe(
      'call back (17:00)',
    );
    const quiet = await chat.as(BEN).says('note olivar "Nobody promised them anything."');
    expect(quiet.text).not.toContain('Sounds like a promise');
    await chat.as(BEN).says('note olivar "We promised a discount by 9 Dec"');
    await chat.as(BEN).presses('Only my department');
    await chat.as(BEN).presses('Note the promise');
    expect(await ask(MIA, 'promises olivar')).not.toContain('a discount');
    expect(await ask(MIA, 'olivar')).not.toContain('a discount');
    expect(await ask(MIA, 'timeline olivar')).not.toContain('a discount');
    expect(await ask(BEN, 'promises olivar')).toContain('a discount');
  });

  test('the note is narrowed: so is its promise, also in the CRM; taken back, it takes the promise along', async () => {
    await chat.as(BEN).says('note tamarind "We promised a second server by 9 Dec"');
    await chat.as(BEN).presses('Note the promise');
    const servers = async () =>
      (await openOf('tamarind')).filter(({ what }) => what === 'a second server');
    expect(await ask(MIA, 'tamarind')).toContain('Promised a second server');
    expect(await ask(MIA, 'timeline tamarind only promises')).toContain('a second server');
    await chat.until(
      () => crm.tasks().some(({ what }) => what.includes('a second server')),
      'the CRM has it',
    );
    await chat.as(BEN).says('notes tamarind');
    await chat.as(BEN).presses('Show');
    await chat.as(BEN).presses('Only my department');
    expect(await servers()).toMatchObject([{ visibility: 'department' }]);
    for (const words of ['tamarind', 'promises tamarind', 'timeline tamarind only promises'])
      expect(await ask(MIA, words)).not.toContain('a second server');
    expect(await ask(BEN, 'timeline tamarind only promises')).toContain('a second server');
    await chat.until(
      () => crm.tasks().every(({ what }) => !what.includes('a second server')),
      'the CRM’s task says it no more',
    );
    await chat.as(BEN).says('notes tamarind');
    await chat.as(BEN).presses('Show');
    await chat.as(BEN).presses('Undo');
    expect(await servers()).toEqual([]);
    expect(await ask(BEN, 'timeline tamarind only promises')).not.toContain('a second server');
  });

  test('a call’s entry that says so proposes it to the one who called', async () => {
    const { text } = await opensCall(BEN);
    expect(text).toContain('Sounds like a promise: “SSO by');
    expect((await chat.as(BEN).presses('Note the promise')).text).toMatch(/Acme Industries: SSO/);
    expect((await opensCall(MIA)).text).not.toContain('Sounds like');
  });

  test('a channel with another organisation gets nothing', async () => {
    const { text } = await chat.as(ANA).says('promises globex', { in: '#with-partner' });
    expect(text).toMatch(/shared with another organisation/);
  });

  test('it stands in the work of who promised it, is reminded of, and late it goes up', async () => {
    await ask(ANA, 'promise brightwater SSO by thursday');
    expect(await ask(ANA, 'work')).toMatch(/SSO[\s\S]*by 19 Nov · Promise/);
    await tick('2026-11-18T08:05:00Z');
    expect((await chat.as(ANA).isTold('It is promised for tomorrow')).text).toMatch(
      /Brightwater Foods: SSO/,
    );
    await tick('2026-11-19T08:05:00Z');
    await chat.as(ANA).isTold('It is promised for today');
    await tick('2026-11-19T23:05:00Z');
    expect(await ask(MIA, 'brightwater')).toMatch(/Promised SSO by 19 Nov, not kept · Ana/);
    expect(await ask(MIA, 'timeline brightwater only promises')).toMatch(
      /Promise of Ana not kept: SSO/,
    );
    expect(chat.told(ANA).some(({ text }) => text.includes('Its day has passed'))).toBe(false);
    await tick('2026-11-20T08:05:00Z');
    await chat.as(ANA).isTold('Its day has passed');
    await tick('2026-11-23T09:05:00Z');
    const told = await chat.as(INGRID).isTold('Ana has not kept it');
    expect(told.text).toMatch(/Brightwater Foods: SSO/);
    expect((await lateOne()).level).toBeGreaterThanOrEqual(2);
  });

  /** Slack opens an entry by the menu that has its words, Teams by a button beside it. */
  async function opensCall(email: string) {
    const { text } = await chat
      .as(email)
      .says('timeline acme industries only calls "promised SSO"');
    const words = /\d\d:\d\d Success: Call[^\]]*/.exec(text)?.[0] ?? text;
    return chat.as(email).presses(platform === 'teams' ? 'Open' : words);
  }
  const lateOne = async () => (await openOf('brightwater')).find(({ what }) => what === 'SSO')!;
  /** The clock's job, at this instant. */
  async function tick(now: string): Promise<void> {
    clock.now = new Date(now);
    const before = JSON.stringify(await openOf('brightwater'));
    await chat.store.commit([
      sendJob(remindPromises.kind, { slot: now }, { key: `promises ${now}` }),
    ]);
    await chat.until(
      async () => JSON.stringify(await openOf('brightwater')) !== before,
      'it was looked at',
    );
  }
});
