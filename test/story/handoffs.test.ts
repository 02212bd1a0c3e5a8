import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryCrm } from '../../crm/connectors/memory.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { sendJob } from '../../crm/store/change.ts';
import { remindHandoffs } from '../../jobs/handoff/remind-handoffs.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const HOUR = 3_600_000;
const mail = (first: string) => `${first}@rapport.example`;
const NAMES = [
  'ana',
  'tom',
  'darnell',
  'ben',
  'sofia',
  'nina',
  'emeka',
  'helena',
  'kim',
  'grace',
  'ingrid',
  'daniel',
  'lea',
] as const;
const [ANA, TOM, DARNELL, BEN, SOFIA, NINA, EMEKA, HELENA, KIM, GRACE, INGRID, DANIEL, LEA] =
  NAMES.map(mail) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const crm = memoryCrm({ id: 'crm', name: 'HubSpot', customers: 'any' });
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: NAMES.map((name) => ({ email: mail(name), name })),
      now: () => clock.now,
      connectors: [crm],
      records: demoOrganisation(NOW),
    });
    // A bot may write only to people who have spoken to it before.
    for (const name of NAMES) await chat.as(mail(name)).says('me');
  });
  afterAll(() => chat.close());

  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;
  async function given(email: string): Promise<Handoff> {
    const from = await idOf(email);
    const all = (
      await Promise.all(
        [true, false].map((open) => chat.store.handoffs.list({ given: from, open, limit: 20 })),
      )
    ).flat();
    return all.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]!;
  }
  const becomes = (email: string, state: Partial<Handoff>) =>
    chat.until(
      async () => {
        const handoff = await given(email);
        return Object.entries(state).every(
          ([key, value]) => handoff[key as keyof Handoff] === value,
        );
      },
      `the handoff of ${email} is ${JSON.stringify(state)}`,
    );
  /** Runs the job that the clock starts every five minutes. */
  async function sweep(): Promise<void> {
    const slot = clock.now.toISOString();
    await chat.store.commit([sendJob(remindHandoffs.kind, { slot }, { key: `sweep:${slot}` })]);
  }
  const timeline = async (email: string, customer: string) =>
    (await chat.as(email).says(`timeline ${customer}`)).text;

  test('typed, received with all that is needed, accepted, and the giver knows', async () => {
    const receipt = await chat
      .as(ANA)
      .says(
        'handoff acme industries @ben "Signed on Friday, starts 1 Dec" "SSO by 1 Dec" by thursday 5pm',
      );
    expect(receipt.private).toBe(true);
    expect(receipt.text).toContain('Acme Industries waits for Ben');
    const packet = await chat.as(BEN).isTold('Ana hands you Acme Industries');
    expect(packet.private).toBe(true);
    for (const part of [
      'Sales → Success',
      'Thu',
      '17:00',
      'Signed on Friday',
      'SSO by 1 Dec',
      'Missing',
      'hat was sold',
      'What matters',
    ])
      expect(packet.text).toContain(part);
    clock.now = new Date(clock.now.getTime() + 22 * 60_000);
    expect((await chat.as(BEN).presses('Accept')).text).toContain('Acme Industries is yours');
    await chat.as(ANA).isTold('Ben accepted Acme Industries · 22 min');
    const lines = await timeline(KIM, 'acme industries');
    expect(lines).toContain('Ana hands over to Ben: Signed on Friday, starts 1 Dec');
    expect(lines).toContain('Ben accepts the handoff');
    expect((await chat.as(BEN).says('handoffs')).text).toMatch(
      /Acme Industries · Ana → Ben[\s\S]*accepted after 22 min/,
    );
    expect((await chat.as(BEN).says('handoffs late')).text).toMatch(
      /None is late; \d+ (?:is|are) open/,
    );
    expect((await chat.as(BEN).presses('Show the open ones')).text).toContain('Acme Industries');
    const audited = (await chat.store.audit.search({ limit: 50 })).filter(
      ({ action }) => action === 'handoff',
    );
    expect(audited.map(({ detail }) => detail['step'])).toEqual(['accept', 'offer']);
  });

  test('what was promised becomes a promise, and stands in the next packet too', async () => {
    const customer = (await chat.store.customers.find('acme industries', 1))[0]!.customer.id;
    expect(await chat.store.promises.open({ customer, limit: 9 })).toMatchObject([
      { what: 'SSO', dueOn: '2026-12-01', by: await idOf(ANA), origin: { kind: 'handoff' } },
    ]);
    expect((await chat.as(KIM).says('customer acme industries')).text).toMatch(
      /Promised SSO by 1 Dec · Ana/,
    );
    await chat
      .as(BEN)
      .says('handoff acme industries @lea "please look at the export, they want a call"');
    const packet = await chat.as(LEA).isTold('Ben hands you Acme Industries');
    expect(packet.text).toMatch(/Promised[\s:]+SSO by 1 Dec/);
    expect(await chat.store.promises.open({ customer, limit: 9 })).toHaveLength(1);
    await chat.as(BEN).presses('Take it back');
  });

  test('a declined handoff goes back to its giver, with the reason', async () => {
    await chat.as(TOM).says('handoff globex @sofia moving to Madrid');
    await chat.as(SOFIA).isTold('Tom hands you Globex');
    await chat.as(SOFIA).presses('Decline…');
    expect(
      (await chat.as(SOFIA).fills({ words: 'They asked for somebody in London' })).text,
    ).toContain('Globex stays with Tom');
    const back = await chat.as(TOM).isTold('Sofia declined Globex. It stays with you.');
    expect(back.text).toContain('They asked for somebody in London');
    await becomes(TOM, { state: 'declined', decision: 'They asked for somebody in London' });
    // Offered to somebody else with the words there were.
    await chat.as(TOM).presses('Hand off…');
    await chat.as(TOM).fills({ person: 'ben osei' });
    await chat.as(BEN).isTold('Tom hands you Globex');
    await becomes(TOM, { state: 'offered', reason: 'moving to Madrid' });
  });

  test('asked, answered, and taken back', async () => {
    await chat.as(DARNELL).says('handoff brightwater @emeka "please call them" by friday');
    await chat.as(EMEKA).isTold('Darnell hands you Brightwater');
    await chat.as(EMEKA).presses('Ask Darnell…');
    await chat.as(EMEKA).fills({ words: 'Who is the engineer there?' });
    const asked = await chat.as(DARNELL).isTold('Emeka asks about Brightwater');
    expect(asked.text).toContain('“Who is the engineer there?”');
    // The packet is not said again: a press shows it.
    expect(asked.text).not.toContain('please call them');
    await chat.as(DARNELL).presses('Answer…');
    const sent = await chat.as(DARNELL).fills({ words: 'Noor, since March' });
    expect(sent.text).toContain('Your answer about Brightwater');
    expect(sent.text).not.toMatch(/please call them|Answer…/);
    expect((await chat.as(DARNELL).presses('Open')).text).toContain('please call them');
    expect((await chat.as(EMEKA).isTold('Darnell answers about Brightwater')).text).toContain(
      'Noor, since March',
    );
    expect((await chat.as(DARNELL).presses('Take it back')).text).toContain('You took Brightwater');
    await chat.as(EMEKA).isTold('Darnell took Brightwater');
    const ofBrightwater = () => chat.told(EMEKA).filter(({ text }) => /Brightwater/.test(text));
    await chat.until(
      () => ofBrightwater().every(({ text }) => !text.includes('[Accept]')),
      'nothing offers Emeka to accept it any more',
    );
    expect(ofBrightwater().filter(({ text }) => text.includes('please call them'))).toHaveLength(1);
    expect((await chat.as(EMEKA).presses('Customer')).text).toContain('Brightwater');
  });

  test('two of a department press at once: one gets it, the other is told who', async () => {
    await chat.as(INGRID).says('handoff kestrel onboarding "signed, starts in May"');
    await Promise.all([
      chat.as(NINA).isTold('Ingrid hands Kestrel'),
      chat.as(EMEKA).isTold('Ingrid hands Kestrel'),
    ]);
    const [nina, emeka] = await Promise.all([
      chat.as(NINA).presses('Accept'),
      chat.as(EMEKA).presses('Accept'),
    ]);
    const texts = [nina.text, emeka.text];
    expect(
      texts.filter((text) => /Kestrel\S* .*is yours|Kestrel is yours/.test(text)),
    ).toHaveLength(1);
    const winner = nina.text.includes('is yours') ? 'Nina' : 'Emeka';
    // The answer to the press, or the message as it stands since then.
    expect(texts.find((text) => !text.includes('is yours'))).toContain(`${winner} has Kestrel`);
    await becomes(INGRID, { state: 'accepted', version: 2 });
  });

  test('the colleague on holiday: who stands in gets it, and both are told', async () => {
    expect((await chat.as(GRACE).says('away until monday cover @sofia')).text).toContain(
      'You are away until Nov 23',
    );
    const receipt = await chat
      .as(HELENA)
      .says('handoff acme retail @grace "asks for a second warehouse"');
    expect(receipt.text).toContain('Grace is away until 23 Nov; I asked Sofia.');
    expect((await chat.as(SOFIA).isTold('Helena hands you Acme Retail')).text).toContain(
      'You get this because Grace is away until 23 Nov',
    );
  });

  test('late: the receiver is reminded, then the manager is told, then a leader, each once', async () => {
    await chat
      .as(KIM)
      .says('handoff acme labs @emeka "the export fails for 12 users" by tomorrow 12:00');
    await chat.as(EMEKA).isTold('Kim hands you Acme Labs');
    const due = (await given(KIM)).dueAt.getTime();
    clock.now = new Date(due + HOUR);
    await sweep();
    await chat.as(EMEKA).isTold('Acme Labs waits for you since');
    await sweep();
    clock.now = new Date(due + 4.2 * HOUR);
    await sweep();
    expect((await chat.as(NINA).isTold('Acme Labs waits for Emeka since')).text).toContain(
      'I take it',
    );
    expect((await chat.as(KIM).isTold('Acme Labs waits for Emeka since')).text).toContain(
      'I told Nina.',
    );
    expect((await chat.as(NINA).says('handoffs')).text).toMatch(
      /Onboarding · open handoffs by age[\s\S]*late/,
    );
    const late = await chat.as(NINA).says('late handoffs');
    expect(late.text).toMatch(/^Late handoffs[\s\S]*Onboarding · late[\s\S]*Acme Labs · Kim/);
    expect(late.text).not.toContain('None');
    clock.now = new Date(due + 24 * HOUR + 5 * HOUR);
    await sweep();
    await chat.as(DANIEL).isTold('Acme Labs waits for Emeka since');
    expect(await given(KIM)).toMatchObject({
      state: 'offered',
      reminders: 3,
      level: 2,
      version: 4,
    });
    expect((await chat.as(NINA).isTold('Acme Labs waits for Emeka since')).text).toContain(
      'I take it',
    );
    expect((await chat.as(NINA).presses('I take it')).text).toContain('Acme Labs is yours');
    await chat.as(EMEKA).isTold('Nina accepted Acme Labs');
    const leader = () => chat.told(DANIEL).filter(({ text }) => /Acme Labs/.test(text));
    await chat.until(
      () =>
        leader().every(({ text }) => !/\[Open\][\s\S]*I take it/.test(text) || /More/.test(text)),
      'a leader is no longer asked to take what a colleague has',
    );
  });

  test('by a form: from a customer’s name alone, with the promises a line each', async () => {
    expect((await chat.as(TOM).says('handoff solvang')).text).toContain('Hand off Solvang');
    const dialog = await chat.as(TOM).presses('Open the form');
    expect(dialog.form?.title).toBe('Hand off');
    expect(dialog.text).toContain('Solvang');
    const receipt = await chat.as(TOM).fills({
      to: 'success',
      reason: 'Bought the Scale plan',
      promises: 'A call on Monday\nTraining in Norwegian',
      by: '2026-11-20',
    });
    expect(receipt.text).toMatch(/Solvang.* waits for Success/);
    expect(receipt.text).toContain('A call on Monday · Training in Norwegian');
    expect(await given(TOM)).toMatchObject({
      to: { kind: 'department', department: 'success' },
      holder: null,
      promises: ['A call on Monday', 'Training in Norwegian'],
    });
  });

  test('no reason said: the form asks for it, and keeps the rest', async () => {
    await chat.as(TOM).says('handoff solvang @ben');
    await chat.as(TOM).presses('Open the form');
    expect((await chat.as(TOM).fills({ person: 'ben', reason: 'Moved to Berlin' })).text).toMatch(
      /Solvang.* waits for Ben/,
    );
  });

  test('a form that says too little says what is missing', async () => {
    await chat.as(TOM).says('handoff solvang');
    await chat.as(TOM).presses('Open the form');
    const again = await chat.as(TOM).fills({ reason: 'Bought the Scale plan' });
    expect(again.text).toContain('To whom?');
    expect(JSON.stringify(again.raw)).toContain('Bought the Scale plan');
  });

  test('in turn: only managers say who, and whoever is away is passed over', async () => {
    expect((await chat.as(TOM).says('rotation madrid @ana @sofia')).text).toContain(
      'Only managers',
    );
    expect((await chat.as(INGRID).says('rotation madrid @grace @sofia @ben')).text).toContain(
      'Next: Sofia Almeida',
    );
    const receipt = await chat.as(DARNELL).says('handoff vela madrid "moved their office"');
    expect(receipt.text).toMatch(/Grace is away until .*; I asked Sofia\./);
    clock.now = new Date(clock.now.getTime() + 60_000);
    expect(
      (await chat.as(DARNELL).says('handoff tamarind madrid "moved their office"')).text,
    ).toMatch(/Tamarind.* waits for Ben/);
    expect(await given(DARNELL)).toMatchObject({ holder: await idOf(BEN), rotation: 'madrid' });
    expect(await chat.store.rotations.get('madrid')).toMatchObject({ next: 0 });
  });

  test('away by the time it is late: somebody else is asked, and the giver hears it', async () => {
    await chat.as(ANA).says('handoff oresund @emeka "starts next week" by tomorrow 12:00');
    const due = (await given(ANA)).dueAt.getTime();
    await chat.as(EMEKA).says('away until 4 dec cover @nina');
    clock.now = new Date(due + HOUR);
    await sweep();
    expect((await chat.as(ANA).isTold('Emeka is away until')).text).toMatch(
      /resund.*: Emeka is away until 4 Dec; I asked Nina\./,
    );
    await chat.as(NINA).isTold('resund');
    await chat.until(
      () =>
        chat
          .told(EMEKA)
          .some(({ text }) => /resund.* waits for Nina/.test(text) && !text.includes('[Accept]')),
      'what Emeka was told says who is asked now',
    );
    expect((await chat.as(LEA).says('audit oresund')).text).toContain('asked somebody else');
    expect(await given(ANA)).toMatchObject({
      holder: await idOf(NINA),
      state: 'offered',
      reminders: 0,
    });
    expect((await given(ANA)).dueAt.getTime()).toBeGreaterThan(clock.now.getTime());
    expect(await timeline(KIM, 'oresund')).toContain('The handoff goes on to Nina');
  });

  test('passed on to somebody else, who gets all of it', async () => {
    await chat.as(NINA).isTold('resund');
    await chat.as(NINA).presses('Someone else…');
    expect((await chat.as(NINA).fills({ person: 'ben' })).text).toMatch(/resund.* waits for Ben/);
    expect((await chat.as(BEN).isTold('resund')).text).toContain('starts next week');
    await chat.as(ANA).isTold('Nina passed');
  });

  test('what was missing is ticked later, by who gave it and who holds it, and the other one hears', async () => {
    await chat.as(INGRID).says('handoff halden @nina "signed, starts in May"');
    expect((await chat.as(NINA).isTold('Ingrid hands you Halden')).text).toMatch(
      /Missing.*What was sold, what was promised/s,
    );
    expect((await chat.as(NINA).presses('Accept')).text).toMatch(
      /Halden Logistics.* is yours.*Still missing: what was sold, what was promised\. Ask Ingrid/s,
    );
    expect((await chat.as(INGRID).isTold('Nina accepted Halden')).text).toContain(
      'Still missing: what was sold, what was promised',
    );
    expect((await chat.as(INGRID).presses('Checklist…')).form?.title).toBe('Checklist');
    const ticked = await chat
      .as(INGRID)
      .fills({ there: ['start-day', 'technical-contact', 'what-was-sold'] });
    expect(ticked.text).toContain(
      'you went through the checklist. Still missing: what was promised',
    );
    expect((await chat.as(INGRID).presses('Open')).text).toMatch(
      /There now.*What was sold \(Ingrid, today \d\d:\d\d\)/s,
    );
    expect((await chat.as(NINA).isTold('Ingrid went through the checklist')).text).toContain(
      'Still missing: what was promised.',
    );
    await chat.as(NINA).presses('Checklist…');
    expect(
      (await chat.as(NINA).fills({ there: ['start-day', 'what-was-sold', 'promises'] })).text,
    ).toContain('Still missing: technical contact');
    expect((await chat.as(INGRID).isTold('Nina went through the checklist')).text).toContain(
      'Still missing: technical contact.',
    );
    const lines = await timeline(KIM, 'halden');
    expect(lines).not.toContain('Ingrid went through');
    expect(lines).toContain(
      'Nina went through the handoff’s checklist; still missing: technical contact',
    );
    expect(lines).toContain(
      'Nina accepts the handoff; still missing: what was sold, what was promised',
    );
    expect((await given(INGRID)).checklist.map(({ item, done, by }) => [item, done, by])).toEqual([
      ['what-was-sold', true, await idOf(INGRID)],
      ['start-day', true, await idOf(INGRID)],
      ['technical-contact', false, await idOf(NINA)],
      ['promises', true, await idOf(NINA)],
    ]);
    await chat.until(
      () =>
        crm
          .notes()
          .some(({ body }) => /Halden/.test(body) && body.includes('Missing: technical contact')),
      'the CRM knows what is missing',
    );
  });

  test('the CRM has it as a task and a note, kept up to date, once each', async () => {
    const handoff = await given(ANA);
    const own = () =>
      [
        crm.tasks().filter(({ what }) => /resund/.test(what)),
        crm.notes().filter(({ body }) => /resund/.test(body)),
      ] as const;
    await chat.until(
      () =>
        own()[0].some(({ what }) => what.endsWith('from Ana to Ben')) &&
        own()[1].some(({ body }) => body.includes('from Ana to Ben')),
      'the CRM knows who has it now',
    );
    const [tasks, notes] = own();
    expect([tasks.length, notes.length]).toEqual([1, 1]);
    expect(tasks[0]).toMatchObject({ done: false, dueAt: handoff.dueAt, owner: 'user-ben' });
    expect(notes[0]!.body).toContain('Why: starts next week');
    await chat.as(ANA).says('handoffs');
    await chat.as(BEN).presses('Accept');
    await chat.as(BEN).presses('Done');
    await chat.until(() => own()[0][0]?.done === true, 'the task is done there too');
    expect(own().map(({ length }) => length)).toEqual([1, 1]);
  });

  test('words tick nothing: they propose, and a denial stays missing', async () => {
    const said =
      'no technical contact known yet, nobody promised anything, 40 seats, starts in May';
    const { text } = await chat.as(TOM).says(`handoff marlow @nina "${said}"`);
    expect(text).toMatch(/Missing[\s:]+Technical contact, what was promised/);
    expect(text).toMatch(/Named, not ticked[\s:]+What was sold, start day/);
    const ticked = await chat.as(TOM).presses('Tick the named');
    expect(ticked.text).toMatch(/There now[\s:]+What was sold \(Tom, .*start day \(Tom/);
    expect(ticked.text).not.toContain('Named, not ticked');
    expect(ticked.text).toMatch(/Missing[\s:]+Technical contact, what was promised/);
    const customer = (await chat.store.customers.find('marlow', 1))[0]!.customer.id;
    const [marlow] = await chat.store.handoffs.list({ customer, open: true, limit: 1 });
    expect(marlow?.checklist).toMatchObject([
      { item: 'what-was-sold', done: true },
      { item: 'start-day', done: true },
      { item: 'technical-contact', done: false },
      { item: 'promises', done: false },
    ]);
  });
});
