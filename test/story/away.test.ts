import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellOfAbsenceJob } from '../../crm/absence/jobs.ts';
import { sendJob } from '../../crm/store/change.ts';
import { remindHandoffs } from '../../jobs/handoff/remind-handoffs.ts';
import { remindTasks } from '../../jobs/task/remind-tasks.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const HOUR = 3_600_000;
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, TOM, BEN, SOFIA, KIM, NINA, EMEKA] = [
  'ana',
  'tom',
  'ben',
  'sofia',
  'kim',
  'nina',
  'emeka',
].map(mail) as [string, string, string, string, string, string, string];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    const people = [ANA, TOM, BEN, SOFIA, KIM, NINA, EMEKA].map((email) => ({
      email,
      name: email.split('@')[0]!,
    }));
    chat = await bot({ platform, people, now: () => clock.now, records: demoOrganisation(NOW) });
    for (const { email } of people) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;
  const toldOf = (email: string, has: string) =>
    chat.told(email).filter(({ text }) => text.includes(has));

  test('what is due before somebody is back: who gave it hears, and gives it to who covers with one tap', async () => {
    await chat.as(ANA).says('task globex @ben send the new offer by thursday');
    await chat.as(ANA).says('task globex @ben plan the review by 15 dec');
    await chat.as(TOM).says('handoff kestrel @ben "moving to Berlin" by friday');
    await chat.as(BEN).isTold('Tom hands you Kestrel');
    await chat.as(BEN).presses('Accept');
    await chat.as(BEN).isTold('send the new offer');
    const away = await chat.as(BEN).says('away until monday cover @sofia');
    expect(away.text).toContain('2 things that others gave you are due before you are back');

    const task = await chat.as(ANA).isTold('Ben is away until 23 Nov. Sofia could take it.');
    expect(task.text).toContain('Globex: send the new offer');
    expect((await chat.as(ANA).presses('Give it to Sofia')).text).toContain('For Sofia Almeida');
    expect((await chat.as(SOFIA).isTold('send the new offer')).text).toContain('[Done]');
    await chat.until(
      () => toldOf(BEN, 'For Sofia Almeida').length > 0,
      'what Ben was told says who has it',
    );
    expect(toldOf(BEN, 'send the new offer').every(({ text }) => !text.includes('[Done]'))).toBe(
      true,
    );
    expect(
      toldOf(ANA, 'plan the review').filter(({ text }) => text.includes('Ben is away')),
    ).toEqual([]);

    expect(
      (await chat.as(TOM).isTold('Ben is away until 23 Nov. Sofia could take it.')).text,
    ).toContain('Kestrel');
    expect((await chat.as(TOM).presses('Give it to Sofia')).text).toContain('waits for Sofia');
    expect((await chat.as(SOFIA).isTold('Tom hands you Kestrel')).text).toContain(
      'moving to Berlin',
    );
  });

  test('a handoff that is due on a holiday of its holder says so, and a proposal of who could take it does', async () => {
    const zone = (await chat.store.people.byEmail(EMEKA))!.zone!;
    const [friday, monday] = ['2026-11-20', '2026-11-23'];
    await chat.store.holidays.save(zone, [friday, monday]);
    const made = await chat.as(KIM).says('handoff brightwater @emeka "they move" by friday');
    expect(made.text).toContain('20 Nov is a holiday for Emeka.');
    expect((await chat.as(EMEKA).isTold('hands you Brightwater')).text).toContain(
      '20 Nov is a holiday here.',
    );
    await chat.as(EMEKA).presses('Accept');
    expect((await chat.as(KIM).isTold('Emeka')).text).toContain('20 Nov is a holiday for Emeka.');
    expect((await chat.as(NINA).says('away until wednesday cover @emeka')).text).toContain('Emeka');
    const task = await chat.as(KIM).says('task brightwater @nina call them by friday');
    expect(task.text).toContain('Emeka could take it. Fri, 20 Nov is a holiday for Emeka.');
    await chat.as(NINA).says('away over');
    await chat.store.holidays.save(zone, []);
  });

  test('a new task for them says so, and who could take it; a question too', async () => {
    const made = await chat.as(ANA).says('task brightwater @ben check the invoice by tomorrow');
    expect(made.text).toContain('Ben is away until 23 Nov. Sofia could take it.');
    expect((await chat.as(ANA).presses('Give it to Sofia')).text).toContain('For Sofia Almeida');
    expect(
      (await chat.store.tasks.list({ holder: await idOf(SOFIA), open: true, limit: 10 })).map(
        ({ what }) => what,
      ),
    ).toContain('check the invoice');
    expect((await chat.as(KIM).says('tell @ben globex who is their CFO?')).text).toContain(
      'Ben is away until 23 Nov. Sofia may know.',
    );
  });

  test('nobody covers: whoever leads the department is proposed', async () => {
    await chat.as(KIM).says('task vela @emeka "set up the second site" by thursday');
    await chat.as(EMEKA).says('away until friday');
    expect(
      (await chat.as(KIM).isTold('Emeka is away until 20 Nov. Nina could take it.')).text,
    ).toContain('[Give it to Nina]');
  });

  test('on a Tuesday, away until Tuesday is until the next one; until today is no absence', async () => {
    for (const at of ['2026-11-17T07:00:00Z', '2026-11-17T20:00:00Z']) {
      clock.now = new Date(at);
      expect((await chat.as(EMEKA).says('away until tuesday')).text).toContain(
        'You are away until 24 Nov',
      );
    }
    expect((await chat.as(EMEKA).says('away until today')).text).toContain(
      'Until when are you away?',
    );
    await chat.as(EMEKA).says('away over');
    clock.now = NOW;
  });

  test('away later: told when it begins, and not if it does not', async () => {
    await chat.as(TOM).says('task solvang @sofia "send the minutes" by 25 nov');
    await chat.as(SOFIA).says('away from 24 nov until 1 dec cover @ben');
    await chat.as(SOFIA).says('away from 24 nov until 8 dec cover @ben');
    expect(toldOf(TOM, 'Sofia is away')).toEqual([]);
    clock.now = new Date('2026-11-24T08:30:00Z');
    const runs = ['2026-11-30T23:00:00.000Z', '2026-12-07T23:00:00.000Z'];
    for (const until of runs)
      await chat.queue.send(
        tellOfAbsenceJob,
        { person: await idOf(SOFIA), until },
        { key: `begins ${until}` },
      );
    expect((await chat.as(TOM).isTold('Sofia is away until')).text).toContain(
      'Sofia is away until 8 Dec. Ben could take it.',
    );
    expect(toldOf(TOM, 'Sofia is away until 1 Dec')).toEqual([]);
  });

  test('accepted and late: the holder is reminded, and who gave it hears once, quietly', async () => {
    await chat.as(ANA).says('handoff oresund @nina "starts next week" by tomorrow 12:00');
    await chat.as(NINA).isTold('resund');
    await chat.as(NINA).presses('Accept');
    const [handoff] = await chat.store.handoffs.list({
      given: await idOf(ANA),
      open: true,
      limit: 5,
    });
    for (const hours of [1, 2, 26]) {
      clock.now = new Date(handoff!.dueAt.getTime() + hours * HOUR);
      await chat.store.commit([
        sendJob(remindHandoffs.kind, { slot: clock.now.toISOString() }, { key: `sweep ${hours}` }),
      ]);
      if (hours === 1) await chat.as(NINA).isTold('is yours and late since');
    }
    // Her older message says the same when it is redrawn: what is counted is the new message.
    const late = /^Nina has .*, late since/;
    await chat.until(
      () => chat.told(ANA).some(({ text }) => late.test(text)),
      'Ana is told that it is late',
    );
    expect(chat.told(ANA).filter(({ text }) => late.test(text))).toHaveLength(1);
    const { version } = (await chat.store.handoffs.get(handoff!.id))!;
    expect(
      await chat.store.messages.get(`handoff:${handoff!.id}:${version}:news:${await idOf(ANA)}`),
    ).toMatchObject({ pressing: false });
    const audited = (await chat.store.audit.search({ limit: 100 })).filter(
      ({ person, detail }) => person === null && detail['handoff'] === handoff!.id,
    );
    expect(audited.map(({ detail }) => [detail['step'], detail['who']])).toEqual([
      ['reminded', 'receiver'],
    ]);
  });

  test('“away” says where one stands, and one tap takes it back', async () => {
    const kim = chat.as(KIM);
    expect((await kim.says('away')).text).toContain('You are not away.');
    await kim.says('away until friday cover @sofia');
    const state = await kim.says('away');
    expect(state.text).toContain('You are away until ');
    expect(state.text).toContain('Sofia gets what is handed to you until then');
    expect((await kim.presses('I am back')).text).toContain('You are back');
    await kim.says('away from 24 dec until 2 jan');
    expect((await kim.says('away')).text).toContain(
      'You will be away from 24 Dec until 2 Jan 2027',
    );
    expect((await kim.says('away off')).text).toContain('You are back');
    expect((await kim.says('away')).text).toContain('You are not away.');
  });

  test('a reminded task is on record as the clock’s, and one that nobody is left to be told of, once', async () => {
    const tick = async () => {
      const slot = clock.now.toISOString();
      await chat.store.commit([sendJob(remindTasks.kind, { slot }, { key: `tasks ${slot}` })]);
    };
    const recorded = async (task: string) =>
      (await chat.store.audit.search({ limit: 200 }))
        .filter(({ person, detail }) => person === null && detail['task'] === task)
        .map(({ detail }) => detail['step']);
    const left = {
      kind: 'person' as const,
      source: 'crm',
      title: null,
      department: 'success',
      role: 'member' as const,
      zone: 'Europe/Berlin',
      locale: 'en-GB',
      active: false,
    };
    await chat.store.records.save(
      ['olga', 'omar'].map((name) => ({
        ...left,
        externalId: `left-${name}`,
        name,
        email: mail(name),
      })),
    );
    const customerId = (await chat.store.customers.find('globex', 1))[0]!.customer.id;
    const base = {
      customerId,
      version: 1,
      createdAt: clock.now,
      what: 'ring them',
      dueAt: clock.now,
      snoozedUntil: null,
      state: 'open' as const,
      doneAt: null,
      reminders: 0,
      origin: null,
    };
    await chat.store.commit([
      {
        kind: 'task',
        task: {
          ...base,
          id: 'orphan',
          holder: await idOf(mail('olga')),
          createdBy: await idOf(mail('omar')),
        },
      },
      {
        kind: 'task',
        task: { ...base, id: 'held', holder: await idOf(NINA), createdBy: await idOf(ANA) },
      },
    ]);
    for (const minutes of [5, 10]) {
      clock.now = new Date(base.dueAt.getTime() + minutes * 60_000);
      await tick();
      await chat.until(async () => (await recorded('orphan')).length > 0, 'it is on record');
    }
    await chat.as(NINA).isTold('ring them');
    expect([await recorded('held'), await recorded('orphan')]).toEqual([
      ['reminded'],
      ['nobody-to-remind'],
    ]);
  });
});
