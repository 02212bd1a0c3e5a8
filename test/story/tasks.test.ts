import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readerFor } from '../../bot/reader.ts';
import { NO_CONSENTS } from '../../crm/connection/consents.ts';
import { itemMappings } from '../../crm/connectors/items/mappings.ts';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import { remindTasks } from '../../jobs/task/remind-tasks.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const MINUTE = 60_000;
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, KIM, MIA, SOFIA, YUKI] = ['ana', 'ben', 'kim', 'mia', 'sofia', 'yuki'].map(
  mail,
) as [string, string, string, string, string, string];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  let crm: MemoryCrm;
  let rejects = false;
  const clock = { now: NOW };
  const later = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * MINUTE);
  };
  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;
  const openOf = async (email: string) =>
    chat.store.tasks.list({ holder: await idOf(email), open: true, limit: 20 });
  /** Runs the job that the clock starts every five minutes. */
  const tick = () =>
    remindTasks.run(
      { slot: clock.now.toISOString() },
      {
        store: chat.store,
        now: () => clock.now,
        readerOf: (colleague) =>
          readerFor(colleague, { zone: 'Europe/Berlin', locale: 'en-GB' }, clock.now),
        id: neverUsed,
        connectors: [],
        consents: NO_CONSENTS,
        mappings: itemMappings(null),
        deliver: neverUsed,
        findPost: neverUsed,
        update: neverUsed,
        direct: neverUsed,
        threads: neverUsed,
        standsIn: neverUsed,
        audience: neverUsed,
        reader: neverUsed,
        accountsByEmail: async () => [],
        directToUnlinked: neverUsed,
      },
    );

  beforeAll(async () => {
    const people = [ANA, BEN, KIM, MIA, SOFIA, YUKI].map((email) => ({
      email,
      name: email.split('@')[0] ?? '',
    }));
    crm = memoryCrm({
      id: 'crm',
      name: 'the CRM',
      customers: 'any',
      faults: () => (rejects ? { kind: 'rejected', reason: 'tasks are closed' } : null),
    });
    chat = await bot({
      platform,
      people,
      now: () => clock.now,
      records: demoOrganisation(NOW),
      connectors: [crm],
      channels: [{ name: '#sales', members: [ANA, BEN] }],
    });
    for (const { email } of people) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  test('"friday 3pm" is the friday and the clock of whoever does it; done from the message, and the giver hears of it', async () => {
    const saved = await chat
      .as(ANA)
      .says('task acme industries @yuki send the new offer by friday 3pm');
    expect(saved.text).toContain('Yuki is told');
    expect(saved.text).toContain('07:00');
    expect(saved.text).toMatch(/For Yuki that is Friday.*15:00/);
    const [task] = await openOf(YUKI);
    expect(task).toMatchObject({
      what: 'send the new offer',
      dueAt: new Date('2026-11-20T06:00:00Z'),
      state: 'open',
    });
    const yuki = chat.as(YUKI);
    const told = await yuki.isTold('send the new offer');
    expect(told.text).toMatch(/From Ana Ruiz · due.*15:00/);
    expect(told.private).toBe(true);
    expect((await yuki.presses('Done')).text).toContain('Done today');
    expect((await chat.as(ANA).isTold('Yuki did it')).text).toContain(
      'Acme Industries: send the new offer',
    );
    const { text } = await chat.as(ANA).says('timeline acme industries only tasks');
    expect(text).toMatch(/Yuki did: send the new offer[\s\S]*Ana asks Yuki: send the new offer/);
  });

  test('snoozed from the message, silent till then, reminded once, and then not before the next working day', async () => {
    await chat.as(ANA).says('task globex @ben "ring Dana about the renewal" by today 12:00');
    const ben = chat.as(BEN);
    await ben.isTold('ring Dana');
    if (platform === 'teams') await ben.presses('Snooze ▾');
    expect((await ben.presses('1 hour')).text).toContain('I remind you today 12:14');
    const reminders = async () =>
      (await openOf(BEN)).find(({ what }) => what.includes('ring Dana'))?.reminders;
    later(55);
    await tick();
    expect(await reminders()).toBe(0);
    later(10);
    await Promise.all([tick(), tick(), tick()]);
    const told = await ben.isTold('You asked me to remind you');
    expect(told.text).toContain('Globex: ring Dana about the renewal');
    later(60);
    await tick();
    expect(await reminders()).toBe(1);
    // Wednesday 08:19 in Berlin, and an hour later.
    later(19 * 60);
    await tick();
    expect(await reminders()).toBe(1);
    later(60);
    await tick();
    expect((await ben.isTold('It is late')).text).toContain('was due yesterday 12:00');
  });

  test('passed on in a form: the new holder has it, the giver knows, the old holder can no longer press it away', async () => {
    await chat.as(ANA).says('task brightwater @ben check the invoice');
    const ben = chat.as(BEN);
    await ben.isTold('check the invoice');
    expect((await ben.presses('Reassign')).form?.title).toBe('Reassign a task');
    const passed = await ben.fills({ who: 'sofia' });
    expect(passed.text).toContain('For Sofia Almeida');
    expect(passed.text).not.toContain('[Done]');
    expect((await chat.as(SOFIA).isTold('check the invoice')).text).toContain('[Done]');
    expect((await chat.as(ANA).isTold('Ben passed it on to Sofia')).text).toContain('Brightwater');
    expect(await openOf(SOFIA)).toHaveLength(1);
    await chat.as(SOFIA).presses('Done');
    expect(await openOf(SOFIA)).toEqual([]);
    const stands = (email: string) =>
      chat
        .told(email)
        .filter(
          ({ text }) => text.includes('check the invoice') && text.includes('Why you got this'),
        );
    await chat.until(
      () =>
        [...stands(BEN), ...stands(ANA)].every(({ text }) => text.includes('Done today')) &&
        stands(ANA).length > 1,
      'what the others were told says that it is done',
    );
    expect([...stands(BEN), ...stands(ANA)].filter(({ text }) => text.includes('[Done]'))).toEqual(
      [],
    );
  });

  test('the same button pressed ten times is one step', async () => {
    await chat.as(ANA).says('task brightwater "send the slides"');
    const [task] = await openOf(ANA);
    await Promise.all(Array.from({ length: 10 }, () => chat.as(ANA).presses('Done')));
    expect(await chat.store.tasks.get(task!.id)).toMatchObject({ state: 'done', version: 2 });
  });

  test('several customers fit: what was typed stays with the one that is chosen', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('task acme @ben look at the seats by tomorrow')).text).toContain(
      'Three customers look like',
    );
    expect((await ana.presses('Add the task to Acme Industries')).text).toMatch(
      /look at the seats[\s\S]*For Ben Osei · due tomorrow 17:00/,
    );
  });

  test('a form with what could not be read is asked again, with everything still in it', async () => {
    const ana = chat.as(ANA);
    await ana.says('task globex');
    const form = await ana.presses('Open the form');
    expect(form.form?.title).toBe('Task on a customer');
    const passed = { what: 'Plan the review', who: 'ben', due: '2026-11-10' };
    const again = await ana.fills(passed);
    expect(again.text).toMatch(/2026-11-10[\s\S]*pass/);
    // Ben and the words still stand there; the hour is picked beside the day.
    expect((await ana.fills({ due: '2026-11-20', 'due~hour': '15:00' })).text).toMatch(
      /Globex: Plan the review[\s\S]*For Ben Osei · due Fri, 20 Nov, 15:00/,
    );
  });

  test('from somebody’s message: its words, its customer, and where it came from', async () => {
    const ana = chat.as(ANA);
    const form = await ana.chooses('task', {
      channel: '#sales',
      author: BEN,
      words: 'Halden Logistics want ten more seats before Christmas',
    });
    expect(form.form?.title).toBe('Task on a customer');
    await ana.fills({ who: 'ben', due: '2026-11-20' });
    const [task] = (await openOf(BEN)).filter(({ what }) => what.includes('ten more seats'));
    expect(task?.origin?.messages[0]?.words).toContain('ten more seats before Christmas');
    expect((await chat.as(BEN).isTold('ten more seats')).text).toContain(
      'Halden Logistics: Halden Logistics want ten more seats',
    );
    expect(await chat.store.drafts.of(await idOf(ANA), 10)).toEqual([]);
  });

  test('in the CRM with its owner and its day, done there when done here, and once; what it refuses is said', async () => {
    const inCrm = (what: string) => crm.tasks().filter((one) => one.what === what);
    const ana = chat.as(ANA);
    await ana.says('task kestrel "order the plates" by tomorrow');
    await chat.until(() => inCrm('order the plates').length > 0, 'the task is in the CRM');
    expect(inCrm('order the plates')).toMatchObject([{ owner: 'user-ana', done: false }]);
    await ana.presses('Done');
    await chat.until(() => inCrm('order the plates')[0]?.done === true, 'it is done in the CRM');
    expect(inCrm('order the plates')).toHaveLength(1);

    rejects = true;
    await ana.says('task kestrel "paint the door"');
    const [made] = (await openOf(ANA)).filter(({ what }) => what === 'paint the door');
    await chat.until(
      async () => (await chat.store.writeBacks.get(`task:${made!.id}:1`))?.state === 'failed',
      'the CRM said no',
    );
    rejects = false;
    await ana.isTold('tasks are closed');
    await ana.says('tasks');
    const shown = await ana.presses('Show');
    expect(shown.text).toContain('tasks are closed');
    await ana.presses('Try again');
    await chat.until(() => inCrm('paint the door').length === 1, 'it is in the CRM after all');
  });

  test('a department is asked, one answers from the message, the asker gets it and the others need not', async () => {
    const asked = await chat
      .as(ANA)
      .says('tell @support acme industries can you look at the export?');
    expect(asked.text).toContain('Asked Support (4 colleagues) about Acme Industries');
    const kim = chat.as(KIM);
    const told = await kim.isTold('can you look at the export?');
    expect(told.text).toMatch(/Ana asks Support\. One answer is enough/);
    expect(told.text).toContain('2 urgent tickets');
    expect(told.text).not.toContain('€');
    await chat.as(MIA).isTold('can you look at the export?');
    await kim.presses('Answer');
    expect((await kim.fills({ words: 'The second file is broken, fixed by noon' })).text).toContain(
      'Kim answered',
    );
    expect((await chat.as(ANA).isTold('fixed by noon')).text).toMatch(
      /Acme Industries: Kim answers[\s\S]*You asked/,
    );
    expect((await chat.as(MIA).says('work')).text).not.toContain('can you look at the export?');
    expect((await chat.as(ANA).says('timeline acme industries')).text).toContain(
      'Kim answers Ana: The second file is broken',
    );
  });

  test('a customer’s team is asked: its owner and who worked with them lately', async () => {
    expect(
      (await chat.as(KIM).says('tell team acme industries "who knows their CFO?"')).text,
    ).toMatch(/Asked the team \(\d+ colleagues\)/);
    const ana = chat.as(ANA);
    expect((await ana.isTold('who knows their CFO?')).text).toContain('€48,000');
    expect((await ana.presses('I take it')).text).toContain('Ana answered');
    await chat.as(KIM).isTold('Ana answers');
  });

  test('who cannot be asked is said, and “tell me about” somebody is a look', async () => {
    const { text } = await chat.as(ANA).says('tell @kim globex is this urgent?');
    expect(text).toContain('Asked Kim about Globex');
    expect((await chat.as(ANA).says('tell @nobodyatall globex hello')).text).toContain(
      'I know no colleague',
    );
    expect((await chat.as(ANA).says('tell me about globex')).text).toContain('Owner');
  });
});

function neverUsed(): never {
  throw new Error('A reminder is sent by its commit');
}
