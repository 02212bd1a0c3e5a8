import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const ANA = 'ana@rapport.example';
const LEA = 'lea@rapport.example';
const GRACE = 'grace@rapport.example';
const MIA = 'mia@rapport.example';
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
        { email: LEA, name: 'Lea Brandt' },
        { email: GRACE, name: 'Grace Chen' },
        { email: MIA, name: 'Mia Hoffmann' },
        { email: PARTNER, name: 'Pat', standing: 'outsider' },
      ],
      channels: [
        { name: '#figures', members: [ANA, LEA] },
        { name: '#with-partner', members: [LEA, PARTNER], shared: true },
      ],
      now: () => NOW,
      records: PEOPLE,
      cases: ['figures'],
    });
  });
  afterAll(() => chat.close());
  const ask = async (words: string, email = LEA) => (await chat.as(email).says(words)).text;

  test('without a target there is none, and nobody sees a 0', async () => {
    expect(await ask('kpi nps last quarter')).not.toContain('Target');
    expect(await ask('goals')).toMatch(/No figure has a target yet/);
  });

  test('a head sets it in chat; the figure says where it stands, in words', async () => {
    const text = await ask('kpi nps target 40 a quarter', GRACE);
    // One promoter and one detractor in the last ninety days.
    expect(text).toMatch(/Target 40 a quarter · 40 below · set by Grace Chen, today/);
    expect(await ask('kpi nps last quarter')).toMatch(/Target 40 a quarter · ✓ 5\.5 above/);
    expect(await ask('kpis last quarter')).toMatch(/Net promoter score 45\.5 .*target 40 ✓/);
    expect(await ask('target nps 50')).toMatch(/Target 50 a quarter/);
    expect(await ask('kpi nps last quarter')).toMatch(/Target 50 a quarter · 4\.5 below/);
    expect(await ask('kpis last quarter')).toMatch(/target 50, 4\.5 below/);
  });

  test('a segment has its own; another one’s is not its', async () => {
    expect(await ask('target nps 60 enterprise each month')).toMatch(/Target 60 a month/);
    expect(await ask('kpi nps all enterprise')).toMatch(
      /Target 60 a month · not compared: these days are not a month/,
    );
    expect(await ask('kpi nps all starter')).not.toContain('Target');
    expect(await ask('kpi nps all')).toMatch(/Target 50/);
  });

  test('where there is no figure, nothing is compared', async () => {
    const text = await ask('kpi nps 2024');
    expect(text).toMatch(/Target 50 a quarter · no data to compare/);
    expect(text).not.toMatch(/50 below|below/);
  });

  test('goals: each target, where it stands now and how the last period ended', async () => {
    const text = await ask('goals', ANA);
    expect(text).toMatch(/Our shared goals/);
    // One answer of this quarter, a detractor's.
    expect(text).toMatch(
      /Net promoter score this quarter -100 · target 50, 150 below · last quarter 45\.5/,
    );
    expect(text).toMatch(/Net promoter score Enterprise · this month no data · target 60/);
  });

  test('a target is in the figure’s unit, and of a length of time in minutes or hours', async () => {
    expect(await ask('target first response time 2 h a month')).toMatch(/Target 120 min a month/);
    expect(await ask('target time to resolution 90 min')).toMatch(/Target 1\.5 h a quarter/);
    expect(await ask('target churn 2 %')).toMatch(/Target 2 % a quarter/);
    expect(await ask('target clv €2,500 a year')).toMatch(/Target €2[.,]500 a year/);
  });

  test('a value that the figure cannot have is asked back, and nothing is stored', async () => {
    expect(await ask('target nps 140')).toMatch(
      /no value that Net promoter score can have[\s\S]*from [-−]100 to 100/,
    );
    expect(await ask('target handoff time -3 hours')).toMatch(/Type a number, 0 or more/);
    expect(await ask('target nps 40 %')).toMatch(/not the unit of Net promoter score/);
    expect(await ask('target handoff time 3 days')).toMatch(/not the unit of Handoff time/);
    expect(await ask('target cac 500')).toMatch(/needs a currency/);
    for (const words of ['target cac €-500', 'target first contact resolution 500 %'])
      expect(await ask(words)).toMatch(/no value that .* can have/);
    for (const words of ['target retention -5 %', 'target retention 500 %'])
      expect(await ask(words)).toMatch(/no value that .* can have[\s\S]*from 0 to 300/);
    for (const words of ['NaN', '1e400', '95 % in March'])
      expect(await ask(`target retention ${words}`)).toMatch(
        /as the value, the period or the segment of a target[\s\S]*Type target retention and a number/,
      );
    expect(await ask('target happiness 40')).toMatch(/no figure called “happiness”/);
    expect(await ask('target nps 40 blue moon')).toMatch(/“blue moon”/);
    const stored = await chat.store.targets.all();
    expect(stored.find(({ figure }) => figure === 'net-promoter-score')?.value).toBe(50);
    expect(stored.some(({ figure }) => figure === 'customer-acquisition-cost')).toBe(false);
  });

  test('a member sees it and cannot set it, which is on record', async () => {
    expect(await ask('kpi nps last quarter', ANA)).toMatch(/Target 50/);
    expect(await ask('kpi nps last quarter', ANA)).not.toContain('Change the target');
    expect(await ask('kpi nps target 1', ANA)).toMatch(/set by heads of departments/);
    expect((await chat.store.targets.all()).some(({ value }) => value === 1)).toBe(false);
    expect(await ask('audit refused')).toMatch(/that is for managers · target/);
  });

  test('the figure’s card has a button for it, whose form says what was wrong', async () => {
    await ask('kpi customer effort score all');
    const form = await chat.as(LEA).presses('Set a target');
    expect(form.form?.fields.map(({ id }) => id)).toEqual(['value', 'period']);
    const again = await chat.as(LEA).fills({ value: 'a lot', period: 'month' });
    expect(again.text).toMatch(/no value that Customer effort score can have/);
    const { text } = await chat.as(LEA).fills({ value: '5.5', period: 'month' });
    expect(text).toMatch(/Target 5\.5 of 5 a month|Target 5\.5 of 7 a month/);
    await ask('kpi customer effort score all');
    await chat.as(LEA).presses('Change the target');
    expect((await chat.as(LEA).fills({ value: '', period: 'month' })).text).not.toContain('Target');
  });

  test('off removes it; the audit log says who did', async () => {
    expect(await ask('target nps off')).not.toContain('Target 50');
    expect(await ask('audit settings')).toMatch(/set the target of net-promoter-score: none/);
  });

  test('an amount’s target is hidden from those who see no amounts', async () => {
    expect(await ask('goals', ANA)).toMatch(/Customer lifetime value .*target €2[.,]500/);
    const text = await ask('goals', MIA);
    expect(text).toMatch(/Amounts that you do not see: Customer lifetime value/);
    expect(text).not.toMatch(/2[.,]500/);
  });

  test('a read-only channel sets nothing, and a shared one shows nothing', async () => {
    await chat.as(LEA).says('channel read-only', { in: '#figures' });
    const { text } = await chat.as(LEA).says('kpi nps target 7', { in: '#figures' });
    expect(text).not.toContain('Target 7');
    expect((await chat.store.targets.all()).some(({ value }) => value === 7)).toBe(false);
    const shared = await chat.as(LEA).says('goals', { in: '#with-partner' });
    expect(shared.text).toMatch(/shared with another organisation/);
  });
});
