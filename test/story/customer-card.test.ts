import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, SOFIA] = ['ana', 'ben', 'sofia'].map(mail) as [string, string, string];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben' },
        { email: SOFIA, name: 'Sofia' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
    for (const email of [ANA, BEN, SOFIA]) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  test('the owner hears who hands over their customer, and who accepts may become the owner', async () => {
    await chat.as(SOFIA).says('handoff acme industries @ben "moves to Berlin"');
    const told = await chat.as(ANA).isTold('hands over Acme Industries, which you own, to Ben');
    expect(told.text).toContain('Sofia');
    await chat.as(BEN).isTold('hands you Acme Industries');
    expect((await chat.as(BEN).presses('Accept')).text).toContain('Become the owner');
    const before = await chat.as(SOFIA).says('customer acme industries');
    expect(before.text).toMatch(/Owner Ana Ruiz · with Ben since today/);
    await chat.as(BEN).says('handoffs');
    await chat.as(BEN).presses('Open');
    await chat.as(BEN).presses('Become the owner');
    const after = await chat.as(SOFIA).says('customer acme industries');
    expect(after.text).toMatch(/Owner Ben/);
    await chat.as(ANA).isTold('becomes the owner of Acme Industries');
  });

  test('an entry says who spoke, and an unanswered letter says so twice', async () => {
    const { text } = await chat.as(ANA).says('customer vela');
    expect(text).toMatch(/Inês wrote: Is anybody there\?/);
  });

  test('a duplicate’s urgent ticket is counted, and its card is a press away', async () => {
    const ana = chat.as(ANA);
    const { text } = await ana.says('customer lumière freight sas');
    expect(text).toMatch(/May be the same company as Lumiere Freight · 1 urgent ticket there/);
    expect((await ana.presses('Same company…')).text).toMatch(/^Lumiere Freight\n/);
  });

  test('a pinned note stands whole', async () => {
    const ana = chat.as(ANA);
    const words = `Never call before ten: ${'the night shift ends at nine, '.repeat(6)}and ask for Rui.`;
    await ana.says(`note solvang ${words}`);
    await ana.presses('Pin');
    expect((await ana.says('customer solvang')).text).toContain(words);
  });
});
