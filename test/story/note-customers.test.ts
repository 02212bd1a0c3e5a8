import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, TOM, GRACE] = [
  'ana@rapport.example',
  'kim@rapport.example',
  'tom@rapport.example',
  'grace@rapport.example',
];
const PEOPLE = [
  { email: ANA, name: 'Ana' },
  { email: KIM, name: 'Kim' },
  { email: TOM, name: 'Tom' },
  { email: GRACE, name: 'Grace' },
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => NOW,
      records: demoOrganisation(NOW),
      channels: [
        { name: '#acme-room', members: [ANA, KIM, TOM] },
        { name: '#berlin', members: [ANA, KIM, TOM] },
      ],
    });
  });
  afterAll(() => chat.close());

  const timeline = async (email: string, customer: string) =>
    (await chat.as(email).says(`timeline ${customer}`)).text;
  const drafts = async (email: string) =>
    chat.store.drafts.of((await chat.store.people.byEmail(email))!.id, 20);

  test('no word is lost where the customer is not known: it is kept, said where, finished later or thrown away', async () => {
    const ana = chat.as(ANA);
    const asked = await ana.says('note zzqqx in the room about exports');
    expect(asked.text).toMatch(/I know no customer called[\s\S]*What you wrote is kept/);
    expect((await ana.says('work')).text).toMatch(
      /zzqqx in the room about exports[\s\S]*Not finished/,
    );
    const form = await ana.presses('Finish');
    expect(JSON.stringify(form.raw)).toContain('zzqqx in the room about exports');
    const saved = await ana.fills({
      customer: (await chat.store.customers.find('Globex', 1))[0]!.customer.id,
      body: 'in the room about exports',
    });
    expect(saved.text).toMatch(/Noted on Globex[\s\S]*in the room about exports/);
    expect(await drafts(ANA)).toEqual([]);

    await ana.says('note zzqqx another thing');
    expect((await ana.presses('Throw away')).text).toContain('Thrown away.');
    expect(await drafts(ANA)).toEqual([]);
  });

  test('chosen from several, the note is all but the name', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('note acme the roadmap, please')).text).toContain(
      'What you wrote is kept',
    );
    expect((await ana.presses('Add the note to Acme Industries')).text).toMatch(
      /Noted on Acme[\s\S]*“the roadmap, please”/,
    );
    expect(await drafts(ANA)).toEqual([]);
  });

  test('a message chosen three times waits once, and is thrown away once', async () => {
    const tom = chat.as(TOM);
    const message = {
      channel: '#berlin' as const,
      author: KIM,
      words: 'please remember the thing',
    };
    // In Slack every one that this harness chooses is another message.
    for (let i = 0; i < (platform === 'slack' ? 1 : 3); i += 1) await tom.chooses('note', message);
    const before = await tom.says('work');
    expect(before.text.match(/please remember the thing/g)).toHaveLength(1);
    const after = await tom.presses('Throw away');
    expect(after.text).not.toContain('please remember');
    expect(await drafts(TOM)).toEqual([]);
  });

  test('of several names the one that was taken is said, and the note moved by a press', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('note acme retal: moves to Leeds')).text).toMatch(
      /Noted on Acme Retail[\s\S]*I took “acme retal” to be Acme Retail/,
    );
    expect((await ana.says('note halden: three sites')).text).toMatch(
      /Noted on Halden(?![\s\S]*I took)/,
    );
    const saved = await ana.says('note glbex guessed words @kim');
    expect(saved.text).toMatch(/Noted on Globex(?![\s\S]*I took)/);
    await ana.presses('Another customer…');
    const moved = await ana.fills({
      customer: (await chat.store.customers.find('Halden Logistics', 1))[0]!.customer.id,
    });
    expect(moved.text).toMatch(/Noted on Halden[\s\S]*guessed words/);
    expect([await timeline(KIM, 'globex'), await timeline(KIM, 'halden')]).toEqual([
      expect.not.stringContaining('guessed words'),
      expect.stringContaining('guessed words'),
    ]);
    expect((await ana.says('note globex typed as it is')).text).not.toMatch(
      /I took|Another customer/,
    );
  });

  test('in a customer’s room a note on another one says so, and moves', async () => {
    const ana = chat.as(ANA);
    await ana.says('room acme industries', { in: '#acme-room' });
    const open = (await chat.store.rooms.all()).length;
    if (open === 0) await ana.presses('Make it the room');
    const saved = await ana.says('note Globex is a competitor of theirs', { in: '#acme-room' });
    expect(saved.text).toMatch(
      /Noted on Globex[\s\S]*This is the room of Acme Industries; the note is filed with Globex/,
    );
    const moved = await ana.presses('Move to Acme Industries');
    expect(moved.text).toMatch(/Noted on Acme Industries[\s\S]*is a competitor of theirs/);
    expect([await timeline(KIM, 'globex'), await timeline(KIM, 'acme industries')]).toEqual([
      expect.not.stringContaining('competitor'),
      expect.stringContaining('competitor'),
    ]);
  });

  test('who may see it can be typed: never with anybody else, not for a moment', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('note brightwater only my department: they look around')).text).toMatch(
      /Noted on Brightwater[\s\S]*“they look around”[\s\S]*Only Sales can see it/,
    );
    expect((await ana.says('note brightwater managers: their CEO leaves')).text).toMatch(
      /“their CEO leaves”[\s\S]*Only managers can see it/,
    );
    expect((await ana.says('note brightwater they asked managers: yes')).text).toMatch(
      /“they asked managers: yes”[\s\S]*Everyone can see it/,
    );
    const [kim, tom, grace] = await Promise.all([
      timeline(KIM, 'brightwater'),
      timeline(TOM, 'brightwater'),
      timeline(GRACE, 'brightwater'),
    ]);
    expect([
      kim.includes('look around'),
      tom.includes('look around'),
      grace.includes('look around'),
    ]).toEqual([false, true, false]);
    expect([
      kim.includes('CEO leaves'),
      tom.includes('CEO leaves'),
      grace.includes('CEO leaves'),
    ]).toEqual([false, false, true]);
    await ana.says('note acme managers: of several');
    expect((await ana.presses('Add the note to Acme Industries')).text).toMatch(
      /of several[\s\S]*Only managers can see it/,
    );
  });

  test('a message that names several customers offers them, in whatever case', async () => {
    const ana = chat.as(ANA);
    const form = await ana.chooses('note', {
      channel: '#berlin',
      author: KIM,
      words: 'did globex and acme retail call?',
    });
    expect(form.form?.fields.map(({ id }) => id).slice(0, 2)).toEqual(['which', 'customer']);
    expect(JSON.stringify(form.raw)).toMatch(/Globex[\s\S]*Acme Retail/);
    const saved = await ana.fills({
      which: (await chat.store.customers.find('Acme Retail', 1))[0]!.customer.id,
    });
    expect(saved.text).toContain('Noted on Acme Retail');
    const one = await ana.chooses('note', {
      channel: '#berlin',
      author: KIM,
      words: 'Ana hands Support Acme Industries today',
    });
    expect(JSON.stringify(one.raw)).toContain('Acme Industries');
    expect(one.form?.fields.map(({ id }) => id)[0]).toBe('customer');
  });
});
