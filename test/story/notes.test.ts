import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CrmFault, type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import type { CustomerRecord } from '../../crm/customer/records.ts';
import { writeBackJob } from '../../crm/note/write-back.ts';
import { visible } from '../bot/slack/fake/look.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, LEA, TOM] = [
  'ana@rapport.example',
  'kim@rapport.example',
  'lea@rapport.example',
  'tom@rapport.example',
];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: KIM, name: 'Kim Larsen' },
  { email: LEA, name: 'Lea Brandt' },
  { email: TOM, name: 'Tom Whitfield' },
];
const records = demoOrganisation(NOW);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  let crm: MemoryCrm;
  const faults: CrmFault[] = [];
  /** The note that they are for. */
  const wrong = { words: '' };
  const calls: string[] = [];
  beforeAll(async () => {
    crm = memoryCrm({
      id: 'crm',
      name: 'the CRM',
      customers: records.filter((record): record is CustomerRecord => record.kind === 'customer'),
      address: 'https://crm.example',
      faults(method, body = '') {
        calls.push(method);
        // Writes that an earlier story still has on their way must not use up the faults.
        return method === 'addNote' && body.includes(wrong.words) ? (faults.shift() ?? null) : null;
      },
    });
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => NOW,
      records,
      connectors: [crm],
      channels: [
        { name: '#berlin', members: [ANA, KIM] },
        { name: '#acme-industries', members: [ANA, KIM, TOM] },
        { name: '#shared', members: [ANA], shared: true },
      ],
    });
  });
  beforeEach(() => void faults.splice(0));
  afterAll(() => chat.close());

  const inCrm = (words: string) => crm.notes().filter(({ body }) => body.includes(words));
  const came = (words: string) =>
    chat.until(() => inCrm(words).length > 0, `"${words}" is in the CRM`);
  /** How far a note's first way to the CRM has come. */
  const failedNote = async (words: string) => {
    const note = await noted(words);
    return note ? chat.store.writeBacks.get(`note:${note.id}:1`) : null;
  };
  /** Ana's cards of a note, wherever it was answered. */
  const cards = (words: string): string[] => {
    const ephemeral = (chat.slack?.screen.messages ?? [])
      .filter(({ to, deleted }) => to !== null && !deleted)
      .map((message) => visible({ kind: 'message', message }));
    const direct = chat.told(ANA).map(({ text }) => text);
    return [...direct, ...ephemeral].filter(
      (text) => /^Noted on|· note$/m.test(text) && text.includes(words),
    );
  };
  const saysByItself = async (words: string) => {
    await chat.until(
      () => cards(words).some((text) => text.includes('In the CRM')),
      `the answer about "${words}" says by itself that it is in the CRM`,
    );
    expect(cards(words)).toHaveLength(1);
  };
  const noted = async (words: string) => {
    const [event] = (await chat.store.audit.search({ limit: 20 })).filter(
      ({ action, detail }) => action === 'note' && detail['step'] === 'write',
    );
    const note = await chat.store.notes.get(String(event?.detail['note']));
    return note?.body.includes(words) ? note : null;
  };
  const timeline = async (email: string, customer: string) =>
    (await chat.as(email).says(`timeline ${customer}`)).text;

  test('typed, on the timeline at once, in the CRM a moment later, edited, and taken back', async () => {
    const ana = chat.as(ANA);
    const saved = await ana.says('note acme industries CFO wants "one invoice" a year');
    expect(saved.private).toBe(true);
    for (const said of [
      'Noted on Acme Industries',
      'CFO wants "one invoice" a year',
      'Everyone can see it · saved',
      'Edit',
      'Only my department',
      'Undo',
    ])
      expect(saved.text).toContain(said);
    // On a quick day it stands there before the answer is shown.
    expect(saved.text).toMatch(/The CRM:|In the CRM/);
    expect(await timeline(KIM, 'acme industries')).toContain('CFO wants');
    await came('one invoice');
    await saysByItself('CFO wants "one invoice"');

    await ana.says('notes acme industries');
    expect((await ana.presses('Show')).text).toContain('In the CRM');
    await ana.presses('Edit');
    const edited = await ana.fills({ body: 'CFO wants two invoices a year' });
    expect(edited.text).toMatch(/two invoices[\s\S]*edited[\s\S]*1 earlier text kept/);
    await came('two invoices');
    expect(inCrm('one invoice')).toEqual([]);

    const undone = await ana.presses('Undo');
    expect(undone.text).toContain('The note on Acme Industries is taken back');
    expect(await timeline(KIM, 'acme industries')).not.toContain('invoices a year');
    await chat.until(() => inCrm('two invoices').length === 0, 'it is gone from the CRM');
    const [event] = (await chat.store.audit.search({ limit: 5 })).filter(
      ({ action }) => action === 'note',
    );
    expect([event?.detail['step'], JSON.stringify(event)]).toEqual([
      'delete',
      expect.not.stringContaining('invoice'),
    ]);
  });

  test('what a note said before is a press away for those who may read it, and what was taken back for administrators, on record', async () => {
    const ana = chat.as(ANA);
    await ana.says('note acme labs first-words of mine');
    await ana.presses('Edit');
    await ana.fills({ body: 'second-words of mine' });
    await chat.as(TOM).says('notes acme labs');
    await chat.as(TOM).presses('Show');
    expect((await chat.as(TOM).presses('1 earlier text')).text).toMatch(
      /second-words of mine[\s\S]*first-words of mine/,
    );
    await ana.presses('Undo');

    const lea = chat.as(LEA);
    const lines = await lea.says('audit acme labs');
    expect(lines.text).toMatch(
      /took back a note on Acme Labs[\s\S]*changed a note on Acme Labs[\s\S]*wrote a note on Acme Labs/,
    );
    const [event] = (await chat.store.audit.search({ limit: 20 })).filter(
      ({ action, detail }) => action === 'note' && detail['step'] === 'delete',
    );
    const label =
      lines.text
        .split('\n')
        .find((one) => one.includes('Open an entry'))
        ?.split(' | ')
        .find((one) => one.includes('took back')) ?? 'Open';
    const read = await lea.presses(label.replace(/\]$/, ''));
    expect(read.text).toMatch(/Taken back[\s\S]*second-words of mine[\s\S]*first-words of mine/);
    expect((await chat.store.audit.search({ limit: 1 }))[0]).toMatchObject({
      action: 'look-up',
      detail: { shown: 'note-texts', note: event?.detail['note'] },
    });
  });

  test('only for the department: nobody else sees it, on the timeline, in the list or in the CRM', async () => {
    const ana = chat.as(ANA);
    await ana.says('note globex: they may leave us, careful');
    await came('they may leave us');
    const kept = await ana.presses('Only my department');
    expect(kept.text).toMatch(/Only Sales can see it/);
    await chat.until(() => inCrm('they may leave us').length === 0, 'it is gone from the CRM');
    expect([await timeline(KIM, 'globex'), await timeline(TOM, 'globex')]).toEqual([
      expect.not.stringContaining('they may leave us'),
      expect.stringContaining('they may leave us'),
    ]);
    expect((await chat.as(KIM).says('notes globex')).text).toContain(
      'No notes yet that you may see',
    );
    expect((await chat.as(KIM).says('customer globex')).text).not.toContain('they may leave us');
  });

  test('several lines stay several lines, the customer’s name before them', async () => {
    await chat.as(ANA).says('note halden\nfirst: the price\n\nsecond: the date');
    await came('second: the date');
    expect(inCrm('second: the date')[0]?.body).toBe('first: the price\n\nsecond: the date');
  });

  test('which customer? asked without losing a word', async () => {
    const ana = chat.as(ANA);
    const offered = await ana.says('note acme: they asked for the roadmap');
    expect(offered.text).toContain('customers look like');
    const saved = await ana.presses('Add the note to Acme Industries');
    expect(saved.text).toMatch(/Noted on Acme[\s\S]*they asked for the roadmap/);
  });

  test('with a form, from the customer’s card; what is empty is said', async () => {
    const ana = chat.as(ANA);
    await ana.says('customer halden');
    const form = await ana.presses('Note');
    expect(form.form?.fields.map(({ id }) => id)).toEqual(['body', 'visibility']);
    const empty = await ana.fills({ body: '  ', visibility: 'managers' });
    expect(empty.form?.fields.map(({ id }) => id)).toEqual(['body', 'visibility']);
    expect(empty.text).toContain('Halden');
    const saved = await ana.fills({ body: 'Managers only', visibility: 'managers' });
    expect(saved.text).toMatch(/Only managers can see it/);
    expect(await timeline(KIM, 'halden')).not.toContain('Managers only');
  });

  test('a thread saved from a phone: the message, its author and link, the customer guessed, what may not be kept left out', async () => {
    const ana = chat.as(ANA);
    const message = {
      channel: '#berlin' as const,
      author: KIM,
      words: 'Globex wants to move the renewal to March',
      replies: [
        { author: ANA, words: 'who told you?' },
        { author: KIM, words: 'their CFO, today' },
      ],
      files: [
        { name: 'order.pdf', type: 'application/pdf', size: 10_000 },
        { name: 'setup.exe', type: 'application/octet-stream', size: 10 },
      ],
    };
    const form = await ana.chooses('note', message);
    expect(form.form?.fields.map(({ id }) => id)).toEqual(
      platform === 'slack'
        ? ['customer', 'body', 'keep', 'visibility']
        : ['customer', 'body', 'visibility'],
    );
    expect(form.text).toMatch(
      /Globex wants to move[\s\S]*setup\.exe is left out: programs are not kept/,
    );
    const saved = await ana.fills(
      platform === 'slack'
        ? { body: 'Important for the forecast', keep: 'thread' }
        : { body: 'Important for the forecast' },
    );
    expect(saved.text).toMatch(/Noted on Globex[\s\S]*Important for the forecast/);
    expect(saved.text).toContain(platform === 'slack' ? '2 replies, 1 file' : '1 file');
    await came('Important for the forecast');
    const [note] = inCrm('Important for the forecast');
    expect(note?.body).toMatch(
      platform === 'slack'
        ? /move the renewal to March[\s\S]*Ana Ruiz: who told you\?[\s\S]*their CFO, today[\s\S]*order\.pdf[\s\S]*rapport\.slack\.com\/archives/
        : /move the renewal to March[\s\S]*order\.pdf[\s\S]*teams\.example/,
    );
    expect(note?.body).not.toContain('setup.exe');
    expect(await chat.store.drafts.of((await chat.store.people.byEmail(ANA))!.id, 10)).toEqual([]);
  });

  test('from a message that names nobody, in a channel that Rapport cannot read: the customer is asked for, in private', async () => {
    const ana = chat.as(ANA);
    const form = await ana.chooses('note', {
      channel: '#shared',
      author: ANA,
      words: 'they called, please remember',
    });
    expect(form.form?.fields.map(({ id }) => id)).toEqual(['customer', 'body', 'visibility']);
    const again = await ana.fills({ customer: 'acme' });
    expect(again.form?.fields.map(({ id }) => id)).toEqual(['which', 'body', 'visibility']);
    const saved = await ana.fills({
      which: (await chat.store.customers.find('Acme Retail', 1))[0]!.customer.id,
    });
    expect([saved.private, saved.text]).toEqual([
      true,
      expect.stringMatching(/Noted on Acme Retail[\s\S]*they called/),
    ]);
    expect(
      chat.posts().filter(({ channel, text }) => channel === '#shared' && text.includes('Noted')),
    ).toEqual([]);
  });

  test.each([
    [
      'the channel’s name',
      { channel: '#acme-industries' as const, author: ANA, words: 'they are happy now' },
      'Acme Industries',
    ],
    [
      'an address in it',
      {
        channel: '#berlin' as const,
        author: ANA,
        words: 'mail from somebody@kestrel-energy.example today',
      },
      'Kestrel Energy',
    ],
  ])('the customer is proposed from %s', async (_, message, name) => {
    const ana = chat.as(ANA);
    await ana.chooses('note', message);
    expect((await ana.fills({ body: 'noted' })).text).toContain(`Noted on ${name}`);
  });

  test('a colleague named in it is told, but not of what they may not see', async () => {
    const ana = chat.as(ANA);
    await chat.as(KIM).says('help');
    const saved = await ana.says('note solvang: @kim please look at their export, @zzyzx too');
    expect(saved.text).toMatch(/Kim is told[\s\S]*I know no one colleague called @zzyzx/);
    const kim = chat.as(KIM);
    expect((await kim.isTold('Ana mentions you')).text).toContain('please look at their export');
    await kim.presses('Answer');
    await kim.fills({ words: 'it is mended' });
    expect((await ana.isTold('Kim answers')).text).toContain('it is mended');
    await ana.says('customer solvang');
    await ana.presses('Note');
    const kept = await ana.fills({ body: 'between us @kim', visibility: 'department' });
    expect(kept.text).toContain('Not told, since they may not see it: Kim');
  });

  test('the CRM refuses, limits, loses its answer: the card says so, and in the end it is there once', async () => {
    const ana = chat.as(ANA);
    const before = calls.length;
    wrong.words = 'slow but sure';
    faults.push(
      { kind: 'rate-limited', retryAfter: 1000 },
      ...Array.from({ length: 20 }, () => ({ kind: 'unavailable' as const })),
    );
    expect((await ana.says('note kestrel: slow but sure')).text).toContain('Noted on');
    await chat.until(() => calls.length >= before + 2, 'it was tried twice');
    expect((await ana.presses('Refresh')).text).toMatch(
      /asks us to wait|does not answer|on its way/,
    );
    // Only now, however slow this machine is, may it get through.
    faults.splice(0, faults.length, { kind: 'answer-lost' });
    await came('slow but sure');
    await saysByItself('slow but sure');
    expect(inCrm('slow but sure')).toHaveLength(1);
  });

  test('of a slash command the answer is edited too; one that shows something else by now is left alone', async () => {
    const ana = chat.as(ANA);
    wrong.words = 'by slash';
    await ana.says('note vela: by slash', { in: 'slash', channel: '#berlin' });
    await saysByItself('by slash');
    wrong.words = 'went on';
    faults.push({ kind: 'rate-limited', retryAfter: 1000 });
    await ana.says('note vela: went on');
    await ana.presses('Back to the card');
    await came('went on');
    const id = String((await noted('went on'))?.id);
    await chat.until(
      async () => (await chat.store.writeBacks.get(`note:${id}:1`))?.state === 'done',
      'it is through',
    );
    expect(await chat.store.liveAnswers.of(id)).toEqual([]);
    expect(cards('went on').filter((text) => text.includes('In the CRM'))).toEqual([]);
  });

  test.runIf(platform === 'slack')(
    'on the App Home too, where a page that was opened since then stays',
    async () => {
      const ana = chat.as(ANA);
      const seen = () =>
        visible(chat.slack?.screen.shown(chat.slack.people.byEmail(ANA).id) ?? null);
      const note = async (body: string) => {
        wrong.words = body;
        await ana.opensHome();
        await ana.picks((await ana.types('vela'))[0]!);
        await ana.presses('Note');
        return ana.fills({ body });
      };
      expect((await note('from the start page')).text).toContain('Noted on Vela');
      await chat.until(() => seen().includes('In the CRM'), 'the page says that it is in the CRM');
      expect(seen()).toContain('from the start page');
      expect((await ana.presses('Your customers')).text).toContain('Find a customer');
      faults.push({ kind: 'rate-limited', retryAfter: 1000 });
      await note('left alone');
      const opened = await ana.opensHome();
      await came('left alone');
      const id = String((await noted('left alone'))?.id);
      await chat.until(
        async () => (await chat.store.liveAnswers.of(id)).length === 0,
        'the answer is let go',
      );
      expect(seen()).toBe(opened.text);
    },
  );

  test.runIf(platform === 'teams')(
    'in a channel too, where only the asker’s Teams fetches the answer and all others see no more than before',
    async () => {
      const ana = chat.as(ANA);
      const asked = () => chat.posts().filter(({ channel }) => channel === '#berlin');
      wrong.words = 'in the channel';
      faults.push({ kind: 'rate-limited', retryAfter: 1000 });
      const saved = await ana.says('note vela: in the channel', { in: '#berlin' });
      expect(saved.text).toContain('The CRM: ');
      expect(saved.text).not.toContain('In the CRM');
      const before = asked();
      const edited = () =>
        chat.teams?.microsoft.sent.filter(({ updated, conversation }) =>
          Boolean(updated && conversation.startsWith(chat.teams?.channel('#berlin').id ?? '?')),
        ) ?? [];
      await chat.until(() => edited().length === 1, 'the card in the channel is edited');
      expect(asked()).toEqual(before);
      expect(JSON.stringify(asked())).not.toContain('in the channel');
      await ana.looksAt('#berlin', 'Ana Ruiz asked');
      const fetched = (await ana.presses('Show my answer')).text;
      expect(fetched).toMatch(/in the channel[\s\S]*In the CRM/);
      await chat.as(KIM).looksAt('#berlin', 'Ana Ruiz asked');
      const forKim = (await chat.as(KIM).presses('Show my answer')).text;
      expect(forKim).toContain('Ask me yourself');
    },
  );

  test('the CRM says no: the author hears why, and tries again when it is mended', async () => {
    const ana = chat.as(ANA);
    wrong.words = 'with a wrong property';
    faults.push({ kind: 'rejected', reason: 'property renewal_risk does not exist' });
    await ana.says('note oresund: with a wrong property');
    const told = await ana.isTold('is not in the CRM');
    expect(told.text).toMatch(
      /Saved here, but the CRM said no: “property renewal_risk does not exist”/,
    );
    await ana.presses('Try again');
    await came('with a wrong property');
    expect(inCrm('with a wrong property')).toHaveLength(1);
  });

  test('the CRM says no: an administrator is told the reason, and the words only as far as they may read them', async () => {
    const [ana, lea, tom] = [chat.as(ANA), chat.as(LEA), chat.as(TOM)];
    const helped = async () =>
      (
        await chat.store.messages.recent(
          { kind: 'person', person: (await chat.store.people.byEmail(LEA))!.id },
          new Date(0),
        )
      ).filter(({ subject }) => subject.role === 'help');
    await lea.says('help');
    wrong.words = 'between everybody';
    faults.push({ kind: 'rejected', reason: 'field churn_risk is locked' });
    await ana.says('note halden: between everybody');
    const told = await ana.isTold('Halden Logistics: the note is not in');
    expect(told.text).toContain('field churn_risk is locked');
    expect((await ana.presses('Tell Lea')).text).toMatch(
      /Lea is told[\s\S]*your words only as far as they may read them/,
    );
    const asked = await lea.isTold('the CRM refuses what was written');
    expect(asked.text).toMatch(
      /field churn_risk is locked[\s\S]*Ana wrote a note[\s\S]*between everybody/,
    );
    await ana.presses('Back to the message');
    await ana.presses('Tell Lea');
    expect(await helped()).toHaveLength(1);
    await lea.presses('Answer Ana…');
    await lea.fills({ words: 'unlocked it' });
    expect((await ana.isTold('Lea asks you')).text).toContain('unlocked it');

    wrong.words = 'at first for everybody, then only ours';
    faults.push({ kind: 'rejected', reason: 'field nps is locked' });
    await tom.says('note halden: at first for everybody, then only ours');
    await tom.isTold('Halden Logistics: the note is not in');
    const note = (
      await chat.store.notes.of((await chat.store.customers.find('halden', 1))[0]!.customer.id, 10)
    ).find(({ body }) => body.includes('only ours'));
    await chat.store.commit(
      [{ kind: 'note', note: { ...note!, version: note!.version + 1, visibility: 'department' } }],
      NOW,
    );
    await tom.presses('Tell Lea');
    const kept = await lea.isTold('field nps is locked');
    expect(kept.text).toContain('Tom wrote a note');
    expect(kept.text).not.toContain('only ours');
  });

  test('the same press ten times at once is one change', async () => {
    const ana = chat.as(ANA);
    await ana.says('note hollins: pressed too often');
    await came('pressed too often');
    const { id: customer } = (await chat.store.customers.find('Hollins', 1))[0]!.customer;
    await ana.presses('Only my department');
    await Promise.all(Array.from({ length: 10 }, () => chat.as(ANA).says('notes hollins')));
    const [note] = await chat.store.notes.of(customer, 1);
    expect(note).toMatchObject({ version: 2, visibility: 'department' });
    // So that the fault of the next story is not spent on this one.
    await chat.until(
      async () => (await chat.store.writeBacks.get(`note:${note!.id}:2`))?.state === 'done',
      'the CRM has heard of it',
    );
  });

  test('trying again that broke off half-way is no obstacle to trying again', async () => {
    const ana = chat.as(ANA);
    wrong.words = 'half-way';
    faults.push({ kind: 'rejected', reason: 'property half_way does not exist' });
    // The only note of its customer: notes of the same instant stand in any order.
    await ana.says('note tamarind: half-way');
    await chat.until(async () => (await failedNote('half-way'))?.state === 'failed', 'it failed');
    await ana.says('notes tamarind');
    await ana.presses('Show');
    // Jobs and consumers commit beside it, so only the commit of this press breaks off.
    const commit = chat.store.commit.bind(chat.store);
    let reached = false;
    const broken = vi.spyOn(chat.store, 'commit').mockImplementation((changes, now) => {
      if (!changes.some((one) => one.kind === 'job' && one.job === writeBackJob.id))
        return commit(changes, now);
      reached = true;
      return Promise.reject(new Error('the process was killed here'));
    });
    await ana.presses('Try again');
    await chat.until(() => reached, 'the press comes to its commit');
    broken.mockRestore();
    await ana.presses('Try again');
    await came('half-way');
  });

  test('what an administrator was told for help goes with the note', async () => {
    const kim = chat.as(KIM);
    await chat.as(LEA).says('help');
    wrong.words = 'help-words';
    faults.push({ kind: 'rejected', reason: 'field mood is locked' });
    await kim.says('note penrose: help-words');
    await kim.isTold('Penrose Logistics: the note is not in');
    await kim.presses('Tell Lea');
    await chat.as(LEA).isTold('help-words');
    const left = () => chat.told(LEA).filter(({ text }) => text.includes('help-words'));
    expect(left()).toHaveLength(1);
    await kim.says('notes penrose');
    await kim.presses('Show');
    await kim.presses('Undo');
    await chat.until(() => left().length === 0, 'Lea’s message does not say it any more');
  });
});
