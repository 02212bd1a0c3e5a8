import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];
const PEOPLE = demoOrganisation(NOW).filter(
  ({ kind }) => kind === 'department' || kind === 'person',
);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: LEA, name: 'Lea' },
      ],
      now: () => NOW,
      records: PEOPLE,
      cases: ['lifetime'],
    });
  });
  afterAll(() => chat.close());
  const ask = async (words: string) => (await chat.as(ANA).says(words)).text;

  test('without a margin it is not known, never 0, and it says what an administrator types', async () => {
    await chat.store.settings.set('gross-margin', null);
    const text = await ask('kpi customer-lifetime-value all');
    expect(text).toContain('Customer lifetime value: no data');
    expect(text).toContain('margin 72 %');
    expect(await ask('margin 72 %')).toContain('That is for administrators');
    const tell = async (words: string) => (await chat.as(LEA).says(words)).text;
    expect(await tell('margin')).toContain('No gross margin is set');
    expect(await tell('margin 0')).toMatch(/“0” is no margin/);
    expect(await tell('margin 101 %')).toMatch(/is no margin/);
    expect(await tell('margin 72,5 %')).toMatch(/gross margin is 72\.5 %/);
    expect(await chat.store.settings.get('gross-margin')).toBe(72.5);
    expect(await tell('kpi clv all')).toMatch(/2,610/);
    expect(await tell('margin off')).toContain('No gross margin is set');
    expect(await chat.store.settings.get('gross-margin')).toBeNull();
  });

  test.each([
    // Two of four are lost in a year: 80 % × 150 ÷ (2 / 4 / 12); a trial is no contract.
    ['kpi customer-lifetime-value all', /2[.,]880/, /contractual: .*2025-11-29 to 2026-11-28/],
    // One of four in a month, and on its last day a second subscription begins: 80 % × 150 ÷ (1 / 4).
    ['kpi clv last month', /480/, /contractual: .*2026-10-01 to 2026-10-31/],
    // 80 % × 100 ÷ (1 / 2 / 12)
    ['kpi ltv all starter', /1[.,]920/, /contractual/],
  ])('%s', async (words, value, method) => {
    await chat.store.settings.set('gross-margin', 80);
    const text = await ask(words);
    expect(text).toMatch(value);
    expect(text).toMatch(method);
  });

  test.each([
    ['kpi clv all shop', /non-contractual: too few customers bought again: 1 of 1/],
    ['kpi clv 2025', /no customer was lost from 2025-01-01 to 2025-12-31/],
    ['kpi clv 2023', /no paid subscription and no order/],
  ])('%s: no data, and why', async (words, reason) => {
    await chat.store.settings.set('gross-margin', 80);
    const text = await ask(words);
    expect(text).toContain('no data');
    expect(text).toMatch(reason);
  });
});
