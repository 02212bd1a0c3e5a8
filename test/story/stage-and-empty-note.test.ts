import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { customer } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const DAY = 86_400_000;
const ANA = 'ana@rapport.example';
const zephyr = customer('zephyr', { name: 'Zephyr Works', since: '2025-08-01' });

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [{ email: ANA, name: 'Ana Ruiz' }],
      now: () => clock.now,
      records: [...demoOrganisation(NOW), zephyr],
    });
  });
  afterAll(() => chat.close());

  test('the stage is since it changed, and not since the first day as a customer', async () => {
    const card = async () => (await chat.as(ANA).says('customer zephyr works')).text;
    expect(await card()).toMatch(/\nlive · customer since August 2025/i);
    clock.now = new Date(NOW.getTime() + 3 * DAY);
    await chat.store.records.save([{ ...zephyr, stage: 'at-risk' }]);
    clock.now = new Date(NOW.getTime() + 10 * DAY);
    expect(await card()).toMatch(/\nat risk since 20 Nov · customer since August 2025/i);
    await chat.store.records.save([{ ...zephyr, stage: 'at-risk', city: 'Kiel' }]);
    expect(await card()).toMatch(/\nat risk since 20 Nov · customer since August 2025 · Kiel/i);
    clock.now = NOW;
  });

  test('an empty note is not kept, and its form stays open to be filled', async () => {
    const ana = chat.as(ANA);
    const said = await ana.says('note zephyr works');
    const { form } = said.form ? said : await ana.presses('Open the form');
    for (const body of ['', '  \n ']) {
      const again = await ana.fills({ body });
      expect(again.form?.title).toBe(form?.title);
      expect(again.text).toContain('The note has no words yet.');
    }
    await ana.fills({ body: 'They move to Kiel' });
    const [id] = (await chat.store.customers.find('zephyr works', 1)).map((one) => one.customer.id);
    expect((await chat.store.notes.of(id!, 5)).map(({ body }) => body)).toEqual([
      'They move to Kiel',
    ]);
  });
});
