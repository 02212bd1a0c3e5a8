import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const ANA = 'ana@rapport.example';
const PARTNER = 'pat@partner.example';
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
        { email: PARTNER, name: 'Pat', standing: 'outsider' },
      ],
      channels: [{ name: '#with-partner', members: [ANA, PARTNER], shared: true }],
      now: () => NOW,
      records: PEOPLE,
      cases: ['figures'],
    });
  });
  afterAll(() => chat.close());
  const ask = async (words: string) => (await chat.as(ANA).says(words)).text;
  const press = async (label: string) => (await chat.as(ANA).presses(label)).text;

  test('answers without a customer count, and the figure says how far it can be trusted', async () => {
    const text = await ask('kpi net-promoter-score all');
    // 8 promoters and 4 detractors of 14.
    expect(text).toContain('Net promoter score 28.6');
    expect(text).toMatch(/all time · all customers/);
    expect(text).toMatch(/n = 14 records · 95 % interval -?\d/);
    expect(text).toMatch(/As of .*Figures/);
  });

  test('a quarter ends at midnight of the organisation, and is compared with the one before', async () => {
    const text = await ask('kpi nps last quarter');
    // 7 promoters and 2 detractors of 11; before that one of each.
    expect(text).toContain('Net promoter score 45.5');
    expect(text).toMatch(/1 Jul to 30 Sept?/);
    expect(text).toMatch(/▲ up 45\.5, better on the period before \(0\)/);
    expect(text).toContain('No data for a year earlier');
  });

  test.each([
    ['kpi nps all enterprise', /Net promoter score 57\.1/, /Enterprise/],
    ['kpi nps enterprise all time', /Net promoter score 57\.1/, /Enterprise/],
    ['kpi nps all germany', /Net promoter score 25/, /Germany/],
    ['kpi promoter score q3 starter', /Net promoter score 0/, /Starter/],
  ])('%s', async (words, value, segment) => {
    const text = await ask(words);
    expect(text).toMatch(value);
    expect(text).toMatch(segment);
  });

  test('a department that owns no customers is told so, with the figure of all customers at hand', async () => {
    expect(await ask('kpi nps all product')).toMatch(
      /Product owns no customers[\s\S]*For all customers it is 28\.6\./,
    );
    expect(await press('All customers')).toContain('Net promoter score 28.6');
    expect(await ask('kpis all product')).toContain('Product owns no customers');
    expect(await press('All customers')).toContain('Net promoter score 28.6');
  });

  test('no answer is no figure, and never 0', async () => {
    const text = await ask('kpi nps 2024');
    expect(text).toContain('Net promoter score: no data');
    expect(text).toMatch(/nobody answered/);
    expect(text).not.toMatch(/score 0/);
    expect(await press('All time')).toContain('28.6');
  });

  test('why: the records behind it, those first that pull it down', async () => {
    await ask('kpi nps last quarter');
    const text = await press('Why?');
    expect(text).toMatch(/Cedar Shop[\s\S]*Birch Labs/);
    expect(text).toMatch(/without a customer/);
    expect(text).toMatch(/Biggest movers[\s\S]*Starter: 0, ▲ up 100, better/);
    expect(await press('Back to the figure')).toContain('45.5');
  });

  test('why it moved: the customers whose records did, in any period', async () => {
    await ask('kpi nps last quarter');
    const text = await press('Why?');
    expect(text).toContain('Customers who moved it most');
    expect(text).toMatch(/: \d+ \([\d.]+ on average\), the period before \d/);
    await ask('kpi nps 2026');
    expect(await press('Why?')).toContain('Customers who moved it most');
    await ask('kpi nps all');
    expect(await press('Why?')).not.toContain('Customers who moved it most');
  });

  test('its meaning, and who moves it', async () => {
    await ask('kpi nps');
    expect(await press('What is this?')).toMatch(/% promoters \(9 or 10\)/);
    expect(await press('Who moves it?')).toMatch(/Support/);
  });

  test('an unknown name proposes the nearest, which a press shows', async () => {
    const text = await ask('kpi promotor score all');
    expect(text).toMatch(/no figure called “promotor score”/);
    expect(text).toMatch(/Did you mean Net promoter score\?/);
    expect(await press('Show')).toContain('28.6');
  });

  test('words that are no period and no segment are said', async () =>
    expect(await ask('kpi nps last blue moon')).toMatch(/“last blue moon”/));

  test('kpi lists them, kpis shows them', async () => {
    expect(await ask('kpi')).toContain('Net promoter score');
    expect(await ask('kpis all')).toMatch(/Our figures · all time[\s\S]*Net promoter score 28\.6/);
    expect(await ask('kpis 2024')).toMatch(/No data yet: .*Net promoter score/);
  });

  test('a channel with another organisation gets nothing', async () => {
    const { text } = await chat.as(ANA).says('kpi nps all', { in: '#with-partner' });
    expect(text).not.toContain('28.6');
    expect(text).toMatch(/shared with another organisation/);
  });
});
