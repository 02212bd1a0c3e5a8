import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [TOM, ANA, KIM, MIA] = [mail('tom'), mail('ana'), mail('kim'), mail('mia')];
const DEEDS = ['note', 'task', 'handoff', 'mention', 'win', 'follow', 'settings'] as const;

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  let now = NOW;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: TOM, name: 'Tom Whitfield' },
        { email: ANA, name: 'Ana Ruiz' },
        { email: KIM, name: 'Kim Larsen' },
        { email: MIA, name: 'Mia Hoffmann' },
      ],
      now: () => now,
      records: demoOrganisation(NOW),
    });
    for (const colleague of [KIM, MIA]) await chat.as(colleague).says('me');
  });
  afterAll(() => chat.close());
  const stored = async () =>
    (await chat.store.audit.search({ actions: [...DEEDS], limit: 500 })).length;

  test('a greeting and thanks are answered, and nobody is looked up', async () => {
    const tom = chat.as(TOM);
    expect((await tom.says('good morning!')).text).toMatch(
      /^Hello Tom[\s\S]*Type a customer’s name/,
    );
    for (const typed of ['thanks a lot', 'ok', 'bye', 'hey rapport, how are you'])
      expect((await tom.says(typed)).text).not.toMatch(/know no customer/);
  });

  test('the owner stands in the first line, and the card is a press away', async () => {
    const tom = chat.as(TOM);
    const owner = await tom.says('who looks after Halden Logistics?');
    expect(owner.text).toMatch(/^Ana Ruiz owns Halden Logistics/);
    expect((await tom.presses('Show Halden Logistics')).text).toMatch(/Last touch/);
    expect((await tom.says('who owns globex')).text).toMatch(/^You own Globex/);
  });

  test('several that fit are offered, and the question stays', async () => {
    const tom = chat.as(TOM);
    expect((await tom.says('who owns acme')).text).toContain('Three customers look like');
    expect((await tom.presses('Show')).text).toMatch(/ owns? Acme/);
  });

  test('the renewal, the tickets and the invoices are answered in a line', async () => {
    const tom = chat.as(TOM);
    expect((await tom.says('when does acme industries renew?')).text).toMatch(
      /^Acme Industries renews on 16 Dec/,
    );
    expect((await tom.says('open tickets at acme industries')).text).toMatch(
      /^Acme Industries: 2 open tickets\n[\s\S]*Export fails/,
    );
    expect((await chat.as(KIM).says('has acme industries paid?')).text).toMatch(
      /I can’t show you the invoices[^€]*$/,
    );
    expect((await chat.as(ANA).says('unpaid invoices of acme industries')).text).toMatch(
      /1 unpaid invoice[\s\S]*€/,
    );
  });

  test('a colleague is found by name, and a contact at their customer', async () => {
    const tom = chat.as(TOM);
    expect((await tom.says('who is Fatima')).text).toMatch(
      /^Fatima El Idrissi[\s\S]*Head of Finance/,
    );
    expect((await tom.says('who is Heike Vogt')).text).toMatch(/Heike Vogt, Operations Director/);
    for (const typed of ['Murat', 'who is murat?', 'how can i reach murat'])
      expect((await tom.says(typed)).text).toMatch(/^Acme Industries\nMurat Yıldız, IT Manager/);
    expect((await tom.says('who is heike')).text).toMatch(
      /^Two customers look like[\s\S]*Heike Schäfer[\s\S]*Heike Vogt/,
    );
    for (const typed of ['whois', 'who is?'])
      expect((await tom.says(typed)).text).toMatch(/name is missing[\s\S]*whois heike/);
  });

  test('a handoff in a sentence is shown first, and done by its button', async () => {
    const tom = chat.as(TOM);
    const before = await stored();
    const shown = await tom.says('hand off globex to kim pls, export is broken');
    expect(shown.text).toMatch(/^Hand over Globex\?[\s\S]*Kim Larsen[\s\S]*Nothing is done yet/);
    expect(await stored()).toBe(before);
    expect((await tom.presses('Not now')).text).toContain('Nothing was done');
    expect(await stored()).toBe(before);
    await tom.says('hand off globex to kim pls, export is broken');
    expect((await tom.presses('Hand it over')).text).toContain('Globex waits for Kim');
    const [handoff] = await chat.store.handoffs.list({
      open: true,
      given: await idOf(TOM),
      limit: 5,
    });
    expect(handoff?.reason).toBe('export is broken');
  });

  test('a task for a colleague is shown first; one for oneself is saved', async () => {
    const tom = chat.as(TOM);
    const shown = await tom.says('can you ask Mia to look at the export at Halden by Thursday?');
    expect(shown.text).toMatch(/Mia Hoffmann[\s\S]*Nothing is done yet/);
    expect((await tom.presses('Give the task')).text).toMatch(
      /Halden Logistics: look at the export/,
    );
    await tom.says('tell mia to look at Halden:\nthe export\nand the import by thursday');
    await tom.presses('Give the task');
    const given = await chat.store.tasks.list({ holder: await idOf(MIA), open: true, limit: 20 });
    expect(given.map(({ what }) => what)).toContain('look at Halden:\nthe export\nand the import');
    await tom.says('ask Mia whether globex\nuses the export\nor not');
    await tom.presses('Send it');
    expect((await chat.as(MIA).isTold('Globex')).text).toMatch(/uses the export\s*\n\s*or not/);
    const mine = await tom.says('remind me tomorrow at 9 to send Globex the new prices');
    expect(mine.text).toMatch(/Globex: send the new prices[\s\S]*due tomorrow 09:00/);
  });

  test('as typed on a phone: a colleague without a sign is shown first, another word is none', async () => {
    const tom = chat.as(TOM);
    const before = await stored();
    const shown = await tom.says('can u tell ana halden is down again');
    expect(shown.text).toMatch(
      /^Ask about Halden Logistics\?[\s\S]*Ana Ruiz[\s\S]*Nothing is done/,
    );
    expect((await tom.says('tell globex we are late')).text).toMatch(/not sure[\s\S]*\[?Show/);
    expect((await tom.says('lost brightwater to a competitor')).text).toMatch(
      /^Keep this about Brightwater Foods\?[\s\S]*Nothing is done yet/,
    );
    expect((await tom.says('vela promise kept')).text).toContain('Promises to Vela Clinics');
    expect(await stored()).toBe(before);
    expect(await chat.store.promises.open({ by: await idOf(TOM), limit: 5 })).toEqual([]);
    expect((await tom.says('remind me tmrw 9 send globex the offer')).text).toMatch(
      /Globex: send the offer[\s\S]*due tomorrow 09:00/,
    );
  });

  test.each(['the short version on acme industries', 'biggest customers', 'oldest deal of ours'])(
    '%s is nearly nobody’s name, and a sentence',
    async (typed) => {
      expect((await chat.as(TOM).says(typed)).text).toMatch(/not sure[\s\S]*Nothing was done/);
    },
  );

  test.each(['zorblax brothers', 'quuxly shop'])('%s may be a name', async (typed) => {
    expect((await chat.as(TOM).says(typed)).text).toContain('no customer called');
  });

  test('a statement is kept when its button is pressed, and not before', async () => {
    const tom = chat.as(TOM);
    await tom.says('just had lunch with kestrel, they are happy again');
    const kept = await tom.presses('Keep the note');
    expect(kept.text).toMatch(/Noted on Kestrel Energy[\s\S]*lunch with kestrel/);
    await tom.says('can kim take kestrel off my hands, i am away next week');
    expect((await tom.presses('Hand it over')).text).toMatch(/Kestrel Energy[\s\S]*Kim/);
    const asked = await tom.says('is the api ticket of halden fixed already');
    expect(asked.text).toMatch(/^Halden Logistics[\s\S]*I read this as: tickets halden/);
  });

  test('an unclear sentence offers what it may mean, with its words, and does nothing', async () => {
    const tom = chat.as(TOM);
    const before = await stored();
    const unclear = await tom.says('we should think about pricing at penrose');
    expect(unclear.text).toMatch(/not sure[\s\S]*“we should think about pricing at penrose”/);
    expect(await stored()).toBe(before);
    const noted = await tom.presses('Note it on penrose');
    expect(noted.text).toMatch(/Noted on Penrose Logistics[\s\S]*think about pricing/);
    const day = await tom.says('globex friday');
    expect(day.text).toContain('not sure');
    expect((await tom.presses('What happened at globex (friday)')).text).toMatch(
      /Globex · timeline/,
    );
  });

  test('a note of several lines in a sentence keeps its lines', async () => {
    const tom = chat.as(TOM);
    await tom.says('note for globex: first line\nsecond line');
    const [note] = await chat.store.notes.of((await chat.store.customers.named('globex'))!, 1);
    expect(note?.body).toBe('first line\nsecond line');
  });

  test('undo names the last thing and takes it back when pressed', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('undo')).text).toContain('Nothing to take back');
    await ana.says('note that Pinion Cycles wants a second licence');
    await ana.says('follow penrose');
    expect((await ana.says('undo')).text).toMatch(/^Take back that you follow Penrose Logistics\?/);
    await ana.presses('Take it back');
    const note = await ana.says('undo');
    expect(note.text).toMatch(/Take back that you no longer follow|Take back your note/);
    await ana.says('me mute wins');
    expect((await ana.says('undo')).text).toMatch(/the change of your settings/);
    expect((await ana.presses('Take it back')).text).toMatch(/as they were before/);
    const kinds = (await chat.store.notificationPreferences.get(await idOf(ANA))).kinds;
    expect(kinds.win).not.toBe('muted');
  });

  test('undo takes back a task, a goal and a handoff that nobody accepted', async () => {
    const tom = chat.as(TOM);
    await tom.says('task penrose send the offer');
    expect((await tom.says('undo')).text).toMatch(
      /the task for Penrose Logistics\?[\s\S]*send the offer/,
    );
    await tom.presses('Take it back');
    await tom.says('goal penrose grow to 60 seats by 1 Mar 2027');
    expect((await tom.says('undo')).text).toContain('the goal for Penrose Logistics');
    await tom.presses('Take it back');
    const penrose = (await chat.store.customers.named('penrose logistics'))!;
    expect(await chat.store.goals.open(penrose)).toEqual([]);
    await tom.says('handoff penrose @mia "moves to Leeds"');
    expect((await tom.says('undo')).text).toContain('the handoff of Penrose Logistics');
    await tom.presses('Take it back');
    const open = await chat.store.handoffs.list({ open: true, given: await idOf(TOM), limit: 9 });
    expect(open.filter(({ customerId }) => customerId === penrose)).toEqual([]);
  });

  test('undo takes back a promise, and the step of one', async () => {
    const ana = chat.as(ANA);
    const open = async () => {
      const penrose = (await chat.store.customers.named('penrose logistics'))!;
      return (await chat.store.promises.open({ customer: penrose, limit: 9 })).length;
    };
    await ana.says('promise penrose the new export by 18 Dec');
    expect((await ana.says('promise penrose the new export by 18 dec')).text).toContain(
      'It is noted already.',
    );
    expect(await open()).toBe(1);
    await ana.presses('Kept');
    expect(await open()).toBe(0);
    expect((await ana.says('undo')).text).toMatch(
      /the last step of the promise to Penrose Logistics\?[\s\S]*the new export/,
    );
    await ana.presses('Take it back');
    expect(await open()).toBe(1);
  });

  test('undo takes back a promise that was just made', async () => {
    const tom = chat.as(TOM);
    await tom.says('promise globex a visit by 18 Dec');
    expect((await tom.says('undo')).text).toContain('the promise to Globex');
    expect((await tom.presses('Take it back')).text).toMatch(/withdrawn/i);
  });

  test('undo forgets what is older than ten minutes', async () => {
    const mia = chat.as(MIA);
    await mia.says('note globex they called again');
    now = new Date(NOW.getTime() + 9 * 60_000);
    expect((await mia.says('undo')).text).toContain('your note on Globex');
    expect((await mia.presses('Take it back')).text).toMatch(/is taken back/);
    expect((await mia.says('undo')).text).toContain('Nothing to take back');
    await mia.says('note globex they called twice');
    now = new Date(NOW.getTime() + 20 * 60_000);
    expect((await mia.says('undo')).text).toContain('Nothing to take back');
    now = NOW;
  });

  test('cancel drops the draft by name and gives its words back', async () => {
    const kim = chat.as(KIM);
    expect((await kim.says('cancel')).text).toContain('No draft waits');
    await kim.says('note acme they like green');
    expect((await kim.says('cancel')).text).toMatch(
      /^Dropped: a note you typed[\s\S]*they like green/,
    );
    expect(await chat.store.drafts.of(await idOf(KIM), 5)).toEqual([]);
  });

  test('mute alone shows what can be muted and mutes nothing', async () => {
    const kim = chat.as(KIM);
    for (const typed of ['mute', 'stop', 'too many messages'])
      expect((await kim.says(typed)).text).toMatch(
        /What shall I mute\?[\s\S]*Nothing is muted yet/,
      );
    expect((await chat.store.notificationPreferences.get(await idOf(KIM))).mutedCustomers).toEqual(
      [],
    );
    expect((await kim.says('mute globex')).text).toContain('Globex is muted');
  });

  test('a misspelt command that shows something is done, and said', async () => {
    const { text } = await chat.as(TOM).says('timline globex');
    expect(text).toMatch(/I read “timline” as “timeline”/);
  });

  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;
});
