import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, MIA, GRACE, PARTNER] = ['ana', 'ben', 'mia', 'grace', 'pat'].map(mail) as [
  string,
  string,
  string,
  string,
  string,
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Osei' },
        { email: MIA, name: 'Mia Hoffmann' },
        { email: GRACE, name: 'Grace Chen' },
        { email: PARTNER, name: 'Pat', standing: 'outsider' },
      ],
      channels: [
        { name: '#accounts', members: [ANA, MIA] },
        { name: '#with-partner', members: [ANA, PARTNER], shared: true },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
  });
  afterAll(() => chat.close());
  const ask = async (email: string, words: string) => (await chat.as(email).says(words)).text;

  test('a goal stands on the card of every department, and on the timeline', async () => {
    const text = await ask(ANA, 'goal globex renew with 40 seats by 1 Dec');
    expect(text).toMatch(/Globex .*goal/);
    expect(text).toMatch(/renew with 40 seats · by 1 Dec, in 14 days · of Sales/);
    expect(text).toMatch(/set by Ana Ruiz, today/);
    expect(await ask(MIA, 'globex')).toMatch(/Goal renew with 40 seats · by 1 Dec/);
    expect(await ask(MIA, 'timeline globex')).toMatch(/Ana set the goal: renew with 40 seats/);
    expect(await ask(mail('ana'), 'goal globex renew with 40 seats by 1 Dec')).toMatch(
      /It says so already/,
    );
  });

  test('where several customers match, the button sets the goal; without words it shows', async () => {
    expect(await ask(ANA, 'goal acme')).toMatch(/look like “acme”[\s\S]*\[Show\]/);
    expect(await ask(ANA, 'goal acme two more seats')).toMatch(/look like “acme”/);
    const { text } = await chat.as(ANA).presses('Set the goal for Acme Retail');
    expect(text).toMatch(/two more seats · of Sales/);
  });

  test('changed in other words, it keeps the earlier ones', async () => {
    const text = await ask(ANA, 'globex goal renew with 60 seats by 15 Dec');
    expect(text).toMatch(/renew with 60 seats · by 15 Dec/);
    expect(text).toMatch(/Before[\s\S]*renew with 40 seats · Ana, today/);
    const [open, ...others] = await chat.store.goals.open((await idOf('globex'))!);
    expect(others).toEqual([]);
    expect(open).toMatchObject({ version: 2, what: 'renew with 60 seats', dueOn: '2026-12-15' });
  });

  test('two that pull apart are shown to both owners', async () => {
    const text = await ask(BEN, 'goal globex move them to a smaller plan and keep them');
    expect(text).not.toMatch(/pull apart|wants/);
    await ask(ANA, 'goal globex 20 more seats by 15 Dec');
    const told = await chat.as(BEN).isTold('Sales wants more seats');
    expect(told.text).toMatch(/Sales wants more seats, Success a smaller plan/);
    expect(told.text).toMatch(/20 more seats[\s\S]*move them to a smaller plan/);
    const card = await ask(ANA, 'globex');
    expect(card).toMatch(/wants .*(more seats|a smaller plan)/);
    expect(card).toMatch(
      /Agree on one before either of you reaches out: (Ana and Ben|Ben and Ana)/,
    );
  });

  test('a member of another department changes their own only', async () => {
    const goals = await ask(MIA, 'goal globex');
    expect(goals).not.toContain('Withdraw');
    expect(goals).toContain('Set a goal');
    expect(await ask(MIA, 'goal globex close the old tickets by friday')).toMatch(/of Support/);
    expect(await ask(MIA, 'goal globex done')).toMatch(/Reached: close the old tickets/);
  });

  test('withdrawn with a press, it leaves the card and stays in the history', async () => {
    await ask(GRACE, 'goal globex');
    if (platform === 'teams') await chat.as(GRACE).presses('Withdraw');
    // Teams asks in the card itself.
    const { text } = await chat
      .as(GRACE)
      .presses(platform === 'teams' ? 'Withdraw it' : 'Withdraw');
    expect(text).toMatch(/Withdrawn: /);
    const goals = await chat.store.goals.open((await idOf('globex'))!);
    expect(goals).toHaveLength(1);
    expect(await ask(ANA, 'globex')).not.toMatch(/wants more seats|Agree on one/);
    expect(await ask(ANA, 'audit')).not.toContain('goal for');
  });

  test('profit alone is asked back, and the answer is taken', async () => {
    const asked = await chat.as(ANA).says('goal acme industries grow revenue by 20 %');
    // A form opens by a press on Teams and in a slash command on Slack; elsewhere a card offers it.
    const form = asked.form ? asked : await chat.as(ANA).presses('Open the form');
    expect(form.text).toMatch(/Which customer outcome brings it\?/);
    expect(await chat.store.goals.open((await idOf('acme industries'))!)).toEqual([]);
    const { text } = await chat.as(ANA).fills({ what: 'all teams live', due: '2026-12-01' });
    expect(text).toMatch(/all teams live · by 1 Dec/);
  });

  test('a date that has passed is said, and nothing is set', async () => {
    const asked = await chat.as(ANA).says('goal vela renew by 1 Nov 2026');
    const { text } = asked.form ? asked : await chat.as(ANA).presses('Open the form');
    expect(text).toMatch(/passed|past/i);
    expect(await chat.store.goals.open((await idOf('vela'))!)).toEqual([]);
  });

  test('an amount in its words is hidden from those who see none', async () => {
    await ask(ANA, 'goal solvang renew for €50k with 30 seats');
    expect(await ask(ANA, 'goal solvang')).toMatch(/€50k/);
    const text = await ask(MIA, 'goal solvang');
    expect(text).toMatch(/30 seats/);
    expect(text).not.toMatch(/50k/);
    expect(await ask(MIA, 'solvang')).not.toMatch(/50k/);
    expect(await ask(ANA, 'timeline solvang')).not.toMatch(/50k/);
  });

  test('a day alone is the new day of the goal; where none is set, its words are asked for', async () => {
    expect(await ask(ANA, 'goal solvang by 20 Dec')).toMatch(/30 seats · by 20 Dec/);
    const asked = await chat.as(ANA).says('goal vela by 20 Dec');
    const { text } = asked.form ? asked : await chat.as(ANA).presses('Open the form');
    expect(text).toMatch(/The goal’s words are missing/);
    expect((await chat.as(ANA).fills({ what: 'all teams live', due: '2026-12-20' })).text).toMatch(
      /all teams live · by 20 Dec/,
    );
  });

  test('a channel with another organisation gets nothing', async () => {
    const { text } = await chat.as(ANA).says('goal globex', { in: '#with-partner' });
    expect(text).toMatch(/shared with another organisation/);
  });

  const idOf = (name: string) =>
    chat.store.customers
      .named(name)
      .then(async (id) => id ?? (await chat.store.customers.find(name, 1))[0]?.customer.id);
});
