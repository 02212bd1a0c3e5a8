import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Wednesday, in office hours. */
const NOW = new Date('2026-11-25T10:14:00Z');
const [TOM, KIM, LEA] = ['tom@rapport.example', 'kim@rapport.example', 'lea@rapport.example'];

/** Typed by Tom, the amount in minor units, and the words that Kim, who may see no amounts, reads. */
const READ = [
  ['win oresund renewed for 500 kr', 500_00, 'DKK', 'renewed'],
  ['win kestrel renewed for ₹50,000', 50_000_00, 'INR', 'renewed'],
  ['win tekstil renewed for 8 400 zł', 8400_00, 'PLN', 'renewed'],
  ["win uhrwerk renewed for CHF 12'500", 12_500_00, 'CHF', 'renewed'],
  ['win granite renewed for C$ 300', 300_00, 'CAD', 'renewed'],
  ['win acme industries renewed for €1.2bn', 1_200_000_000_00, 'EUR', 'renewed'],
  ['win kestrel renewed for ₹5 lakh', 500_000_00, 'INR', 'renewed'],
  ['win globex we took -€500 off their bill', -500_00, 'EUR', 'we took off their bill'],
] as const;

const HIDDEN = [
  ['win acme industries renewed, USD50k this time', 'renewed, this time'],
  ['win acme industries renewed for 1,2 Mio. €', 'renewed'],
  ['win acme industries renewed at 4.000 a month', 'renewed'],
  ['win acme industries renewed for half a million', 'renewed'],
  ['win acme industries they pay 48 Tsd. Euro now', 'they pay now'],
  ['win acme industries renewed for 50 grand', 'renewed'],
  ['win acme industries 20 more seats for the warehouse', '20 more seats for the warehouse'],
  ['win acme industries grew to 5,000 users', 'grew to 5,000 users'],
] as const;

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [TOM, KIM, LEA].map((email) => ({ email, name: email.split('@')[0] ?? '' })),
      now: () => clock.now,
      records: demoOrganisation(NOW),
      channels: [{ name: '#everybody', members: [TOM, KIM, LEA] }],
    });
    await chat.as(LEA).says('win channel', { in: '#everybody' });
  });
  afterAll(() => chat.close());

  /** The preview shows the win as its readers see it, below this line. */
  const asRead = (text: string): string => text.slice(text.indexOf('It will look like this'));
  const tells = async (typed: string): Promise<string> => {
    clock.now = new Date(clock.now.getTime() + 61_000);
    const tom = chat.as(TOM);
    const first = await tom.says(typed);
    const isAgain = first.text.includes('It is another win');
    return (isAgain ? await tom.presses('It is another win') : first).text;
  };
  const draft = async () => chat.store.winDrafts.of((await chat.store.people.byEmail(TOM))!.id);

  test.each(READ)('%s', async (typed, amount, currency, words) => {
    const preview = await tells(typed);
    expect(await draft()).toMatchObject({ money: { amount, currency }, what: words });
    expect(asRead(preview).split('\n')[1]).toMatch(new RegExp(` ${words}$`));
  });

  test.each(HIDDEN)('%s', async (typed, words) => {
    const preview = await tells(typed);
    expect(asRead(preview).split('\n')[1]).toMatch(new RegExp(`^🎉 Acme Industries:? ${words}$`));
  });

  test('the author is told what is left out, and Kim reads neither', async () => {
    const tom = chat.as(TOM);
    const preview = await tells('win halden renewed at 4.000 a month, 50 grand in all');
    expect(preview).toContain('“4.000 a month” and “50 grand”');
    expect(asRead(preview)).not.toMatch(/4\.000|50/);
    await tom.presses('Post it');
    const [win] = await chat.store.wins.list({
      since: NOW,
      until: new Date(clock.now.getTime() + 1),
      limit: 1,
    });
    expect(win?.what).toContain('4.000 a month');
    expect((await chat.as(KIM).says('wins')).text).not.toMatch(/4\.000|grand/);
  });

  test('thanks in private follow the policy of the one who is thanked', async () => {
    const tom = chat.as(TOM);
    await tells('win pinion renewed for two years');
    await tom.presses('Change it');
    await tom.fills({
      credits: [],
      also: [KIM, LEA],
      alsoFor: 'found the 50 grand, spent USD50k',
    });
    await tom.presses('Post it');
    const thanks = async (email: string) => {
      const [win] = await chat.store.wins.list({
        since: NOW,
        until: new Date(clock.now.getTime() + 1),
        limit: 1,
      });
      const person = (await chat.store.people.byEmail(email))!.id;
      return JSON.stringify((await chat.store.messages.get(`win:${win?.id}:${person}`))?.view);
    };
    expect(await thanks(KIM)).toContain('found the');
    expect(await thanks(KIM)).not.toMatch(/50 ?k|grand/);
    expect(await thanks(LEA)).toContain('USD50k');
  });

  test('an amount that may be several is asked about, with all that was typed', async () => {
    const tom = chat.as(TOM);
    const asked = await tom.says('win globex renewed for 500 kr');
    const form = asked.form ? asked : await tom.presses('Open the form');
    expect(JSON.stringify(form.raw)).toContain('500 kr');
    expect(JSON.stringify(form.raw)).toMatch(/could not tell how much/);
    await tom.fills({ amount: '500 SEK' });
    expect(await draft()).toMatchObject({
      money: { amount: 500_00, currency: 'SEK' },
      what: 'renewed',
    });
  });
});
